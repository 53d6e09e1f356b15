/** Ranges of time and of rows: zoom, move, and steps on the axis. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { panned, revealing, ticks, zoomed } from '../../../../src/webview/timeline/viewRange.ts';
import { runs } from '../../support/properties.ts';

describe('what is seen', () => {
  const whole = { from: 0, to: 100 };

  it('is zoomed about what stays where it is, and never leaves what there is', () => {
    assert.deepEqual(zoomed(whole, 0.5, 50, whole, 1), { from: 25, to: 75 });
    assert.deepEqual(zoomed({ from: 25, to: 75 }, 0.5, 25, whole, 1), { from: 25, to: 50 });
    assert.deepEqual(zoomed({ from: 25, to: 50 }, 100, 30, whole, 1), whole);
    assert.deepEqual(zoomed({ from: 10, to: 12 }, 0.1, 11, whole, 2), { from: 10, to: 12 });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (at, factor) => {
          const { from, to } = zoomed({ from: 20, to: 60 }, factor, at, whole, 1);
          assert.ok(from >= 0 && to <= 100 && to - from >= 0.999);
        },
      ),
      runs(),
    );
  });

  it('is moved as far as there is anything', () => {
    assert.deepEqual(panned({ from: 10, to: 20 }, 5, whole), { from: 15, to: 25 });
    assert.deepEqual(panned({ from: 10, to: 20 }, -50, whole), { from: 0, to: 10 });
    assert.deepEqual(panned({ from: 10, to: 20 }, 500, whole), { from: 90, to: 100 });
    assert.deepEqual(revealing({ from: 10, to: 20 }, 15, whole), { from: 10, to: 20 });
    assert.deepEqual(revealing({ from: 10, to: 20 }, 25, whole), { from: 16, to: 26 });
    assert.deepEqual(revealing({ from: 10, to: 20 }, 3, whole), { from: 3, to: 13 });
  });

  it('has round steps on its axis', () => {
    assert.deepEqual(ticks({ from: 0, to: 1000 }, 5), [0, 200, 400, 600, 800, 1000]);
    assert.deepEqual(ticks({ from: 130, to: 160 }, 3), [130, 140, 150, 160]);
    assert.deepEqual(ticks({ from: 5, to: 5 }, 3), []);
  });
});
