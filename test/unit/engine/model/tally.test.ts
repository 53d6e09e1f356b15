/** Outcomes counted. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { outcomes } from '../../support/outcomes.ts';

const { broken, dead, image, mention, nothing, partNothing, part, stopped } = outcomes;

describe('a tally', () => {
  it('of nothing is nothing', () => {
    assert.deepEqual(tallyOf([]), {
      urls: 0,
      done: 0,
      responses: 0,
      mentions: 0,
      failed: 0,
      errorAnswers: 0,
      cancelled: 0,
      rejected: 0,
    });
  });

  it('counts each outcome where it belongs', () => {
    const all = [mention, nothing, part, partNothing, image, dead, broken, stopped, undefined, undefined];
    assert.deepEqual(tallyOf(all, 3), {
      urls: 10,
      done: 8,
      responses: 5,
      mentions: 2,
      failed: 2,
      errorAnswers: 1,
      cancelled: 1,
      rejected: 3,
    });
  });

  it('counts a duplicate for each of its lines', () => {
    assert.deepEqual(tallyOf([mention, mention]).mentions, 2);
  });
});
