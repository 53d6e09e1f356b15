/** Counting outcomes, and saying them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { summary } from '../../../../src/engine/report/summary.ts';
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

describe('a summary', () => {
  const rows: [of: Parameters<typeof tallyOf>, words: string][] = [
    [[[]], '0 responses for 0 URLs, 0 mention “Python”'],
    [[[mention]], '1 response for 1 URL, 1 mentions “Python”'],
    [[[mention, part, nothing, dead]], '3 responses for 4 URLs, 2 mention “Python”'],
    [[[mention, stopped], 1], '1 response for 2 URLs, 1 mentions “Python”, 1 not scanned, 1 line rejected'],
    // Pages and errors alike: as many of each are still responses, as in the tutorial.
    [[[mention, broken]], '1 response for 2 URLs, 1 mentions “Python”'],
    [[[broken]], '0 pages for 1 URL, 1 answered with an error, 0 mention “Python”'],
    [[[broken, broken, dead]], '0 pages for 3 URLs, 2 answered with an error, 0 mention “Python”'],
    [[[nothing, broken, broken]], '1 page for 3 URLs, 2 answered with an error, 0 mention “Python”'],
    [
      [[nothing, nothing, broken, broken, broken]],
      '2 pages for 5 URLs, 3 answered with an error, 0 mention “Python”',
    ],
    [[[dead, dead]], '0 responses for 2 URLs, 0 mention “Python”'],
    [[[], 2], '0 responses for 0 URLs, 0 mention “Python”, 2 lines rejected'],
  ];
  for (const [of, words] of rows) {
    it(`reads “${words}”`, () => assert.equal(summary(tallyOf(...of), 'Python'), words));
  }

  it("reads as the tutorial's result does", () => {
    const all = [...Array(20).fill(mention), ...Array(42).fill(nothing), broken, broken];
    assert.equal(summary(tallyOf(all), 'Python'), '62 responses for 64 URLs, 20 mention “Python”');
  });
});
