/** How many requests are under way at once. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inFlight, mostInFlight } from '../../../../src/engine/model/inFlight.ts';
import { runs } from '../../support/properties.ts';
import { someTimings, timings } from '../../support/timings.ts';

describe('the requests at once', () => {
  it('are those that ask for something, not those that wait', () => {
    assert.deepEqual(
      inFlight([
        timings(['queue', 0, 10], ['name', 10, 20], ['firstByte', 20, 50]),
        timings(['firstByte', 20, 30], ['wait', 30, 40], ['firstByte', 40, 60]),
      ]),
      [
        [0, 0],
        [10, 1],
        [20, 2],
        [30, 1],
        [40, 2],
        [50, 1],
        [60, 0],
      ],
    );
    assert.equal(mostInFlight([]), 0);
    assert.deepEqual(inFlight([timings(['body', 0, 5])]), [
      [0, 1],
      [5, 0],
    ]);
  });

  it('end with none, and are never less', () => {
    fc.assert(
      fc.property(fc.array(someTimings, { maxLength: 20 }), all => {
        const steps = inFlight(all);
        assert.equal(steps.at(-1)?.[1], 0);
        assert.ok(steps.every(([, count]) => count >= 0));
        assert.ok(steps.every(([at], index) => index === 0 || at > (steps[index - 1]?.[0] ?? 0)));
      }),
      runs(),
    );
  });
});
