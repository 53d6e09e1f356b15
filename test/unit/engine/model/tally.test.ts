/** Counts of outcomes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failure } from '../../../../src/engine/model/failure.ts';
import { failed } from '../../../../src/engine/model/outcome.ts';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { outcomes } from '../../support/outcomes.ts';

const wrong = failure('URL_INVALID', 'x');
const noUrl = failure('NO_URL', 'x');
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
      leftOut: 0,
    });
  });

  it('counts each outcome where it belongs', () => {
    const all = [mention, nothing, part, partNothing, image, dead, broken, stopped, undefined, undefined];
    assert.deepEqual(tallyOf(all, [wrong, noUrl, wrong, wrong, noUrl]), {
      urls: 10,
      done: 8,
      responses: 5,
      mentions: 2,
      failed: 2,
      errorAnswers: 1,
      cancelled: 1,
      rejected: 3,
      leftOut: 2,
    });
  });

  it('counts as answered with an error what has an error status, not an answer that broke off or a redirect', () => {
    const with200 = (code: 'REGEX_TIMEOUT' | 'BODY_STALLED' | 'DECODE_FAILED') =>
      failed(failure(code, 'x'), { status: 200 });
    const looping = failed(failure('REDIRECT_LOOP', 'x'), { status: 302 });
    const busy = failed(failure('HTTP_RATE_LIMITED', 'x'), { status: 429 });
    const wall = (status: number) => failed(failure('ROBOT_WALL', 'x'), { status });
    const notRequested = failed(failure('HTTP_RATE_LIMITED', 'x'));
    const all = [
      wall(200),
      failed(failure('HTTP_STATUS', 'x'), { status: 300 }),
      wall(403),
      notRequested,
      with200('REGEX_TIMEOUT'),
      with200('BODY_STALLED'),
      with200('DECODE_FAILED'),
      looping,
      busy,
      broken,
    ];
    const { errorAnswers, failed: count } = tallyOf(all);
    assert.deepEqual([count, errorAnswers], [10, 4]);
  });

  it('counts a duplicate for each of its lines', () => {
    assert.deepEqual(tallyOf([mention, mention]).mentions, 2);
  });
});
