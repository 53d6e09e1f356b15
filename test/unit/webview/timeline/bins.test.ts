/** Counts of rows that share a line of pixels. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SPAN_KINDS } from '../../../../src/engine/model/timings.ts';
import { binned, distributions } from '../../../../src/webview/timeline/bins.ts';
import { runs } from '../../support/properties.ts';
import { someTimings, timings } from '../../support/timings.ts';

describe('bins', () => {
  it('count the rows of each kind in each column, as counting them one by one does', () => {
    fc.assert(
      fc.property(
        fc.array(someTimings, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (all, bins) => {
          const rows = all.map(each => ({ timings: each }));
          const time = { from: 0, to: 100 };
          const columns = 20;
          const found = binned(rows, { bins, columns, time, rows: { from: 0, to: rows.length } });
          const wanted = new Uint32Array(bins * columns * SPAN_KINDS.length);
          for (const [index, each] of all.entries()) {
            const bin = Math.min(bins - 1, Math.floor(index / (rows.length / bins)));
            for (let at = 0; at < each.length; at += 3) {
              const [kind = 0, start = 0, end = 0] = each.slice(at, at + 3);
              for (
                let column = Math.floor(start / 5);
                column < Math.min(columns, Math.ceil(end / 5));
                column++
              ) {
                const place = (bin * columns + column) * SPAN_KINDS.length + kind;
                wanted[place] = (wanted[place] ?? 0) + 1;
              }
            }
          }
          assert.deepEqual(found.rows, wanted);
        },
      ),
      runs(),
    );
  });

  it('of 20,000 rows hold all of them', () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => ({
      timings: timings(
        ['queue', 0, n],
        ['name', n, n + 5],
        ['firstByte', n + 5, n + 300],
        ['body', n + 300, n + 350],
      ),
    }));
    const order = { bins: 60, columns: 500, time: { from: 0, to: 20_350 }, rows: { from: 0, to: 20_000 } };
    const { rows: counts, size } = binned(rows, order);
    assert.equal(size, 334);
    assert.equal(counts[SPAN_KINDS.indexOf('queue') + (59 * 500 + 0) * SPAN_KINDS.length], 333);
  });
});

it('distributions are over the rows that had any of it', () => {
  const all = [
    timings(['firstByte', 0, 10], ['wait', 10, 20], ['firstByte', 20, 30]),
    timings(['firstByte', 0, 100]),
    timings(['body', 0, 7]),
  ].map(each => ({ timings: each }));
  const found = distributions(all);
  assert.deepEqual(found[SPAN_KINDS.indexOf('firstByte')], {
    count: 2,
    total: 120,
    median: 100,
    ninety: 100,
  });
  assert.deepEqual(found[SPAN_KINDS.indexOf('body')], { count: 1, total: 7, median: 7, ninety: 7 });
  assert.deepEqual(found[SPAN_KINDS.indexOf('tls')], { count: 0, total: 0, median: 0, ninety: 0 });
});
