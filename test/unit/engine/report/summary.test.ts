/** The tally as a sentence. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failure } from '../../../../src/engine/model/failure.ts';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { resultCounted, summary } from '../../../../src/engine/report/summary.ts';
import { alive, outcomes } from '../../support/outcomes.ts';

const { broken, dead, mention, nothing, part, stopped } = outcomes;

const wrong = failure('URL_INVALID', 'x');
const noUrl = failure('NO_URL', 'x');

describe('a summary', () => {
  const rows: [of: Parameters<typeof tallyOf>, words: string][] = [
    [[[]], '0 responses for 0 URLs, 0 mention “Python”'],
    [[[mention]], '1 response for 1 URL, 1 mentions “Python”'],
    [[[mention, part, nothing, dead]], '3 responses for 4 URLs, 2 mention “Python”'],
    [
      [[mention, stopped], [wrong]],
      '1 response for 2 URLs, 1 mentions “Python”, 1 not scanned, 1 line rejected',
    ],
    // As many errors as pages: all are called responses, as in the tutorial.
    [[[mention, broken]], '1 response for 2 URLs, 1 mentions “Python”'],
    [[[broken]], '0 pages for 1 URL, 1 answered with an error, 0 mention “Python”'],
    [[[broken, broken, dead]], '0 pages for 3 URLs, 2 answered with an error, 0 mention “Python”'],
    [[[nothing, broken, broken]], '1 page for 3 URLs, 2 answered with an error, 0 mention “Python”'],
    [
      [[nothing, nothing, broken, broken, broken]],
      '2 pages for 5 URLs, 3 answered with an error, 0 mention “Python”',
    ],
    [[[dead, dead]], '0 responses for 2 URLs, 0 mention “Python”'],
    [[[], [wrong, wrong]], '0 responses for 0 URLs, 0 mention “Python”, 2 lines rejected'],
    [[[nothing], [noUrl]], '1 response for 1 URL, 0 mention “Python”, 1 line left out'],
    [
      [[], [noUrl, wrong, noUrl]],
      '0 responses for 0 URLs, 0 mention “Python”, 1 line rejected, 2 lines left out',
    ],
  ];
  for (const [of, words] of rows) {
    it(`reads “${words}”`, () => assert.equal(summary(tallyOf(...of), 'Python'), words));
  }

  it("reads as the tutorial's result does", () => {
    const all = [...Array(20).fill(mention), ...Array(42).fill(nothing), broken, broken];
    assert.equal(summary(tallyOf(all), 'Python'), '62 responses for 64 URLs, 20 mention “Python”');
  });

  const checks: [of: Parameters<typeof tallyOf>, words: string][] = [
    [[[]], '0 of 0 URLs answered'],
    [[[alive]], '1 of 1 URL answered'],
    [[[dead]], '0 of 1 URL answered, 1 failed'],
    [[[alive, alive, broken, dead]], '2 of 4 URLs answered, 2 failed'],
    [
      [
        [alive, stopped],
        [wrong, noUrl],
      ],
      '1 of 2 URLs answered, 1 not scanned, 1 line rejected, 1 line left out',
    ],
  ];
  for (const [of, words] of checks) {
    it(`of a check reads “${words}”`, () => assert.equal(summary(tallyOf(...of), ''), words));
  }
});

describe('the result in a few words', () => {
  it('counts the mentions of a search, and the answers to a check', () => {
    assert.equal(resultCounted(tallyOf([mention, nothing]), 'Python'), '1 mentions “Python”');
    assert.equal(resultCounted(tallyOf([alive, alive, dead]), ''), '2 answered');
  });
});
