/** The visible part of the timeline during zooming and panning. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Rows } from '../../../../src/webview/timeline/rows.ts';
import { Viewport } from '../../../../src/webview/timeline/viewport.ts';
import { runs } from '../../support/properties.ts';

describe('what is seen of a timeline', () => {
  const rowsUntil = (end: number, count = 50): Rows => {
    const rows = new Rows({ urls: Array.from({ length: count }, (_, row) => `http://a/${row}`), lines: [] });
    rows.end = end;
    return rows;
  };

  it('is all of its time, also of what comes later, until a person looks at a part of it', () => {
    const rows = rowsUntil(100);
    const view = new Viewport(rows);
    rows.end = 1_000;
    view.grow();
    assert.equal(view.time.to, 1_030);
    view.zoom(0.5, { at: 0 });
    rows.end = 2_000;
    view.grow();
    assert.equal(view.time.to, 515);
    view.showAll();
    rows.end = 3_000;
    view.grow();
    assert.deepEqual(
      [view.time, view.range],
      [
        { from: 0, to: 3_090 },
        { from: 0, to: 50 },
      ],
    );
  });

  it('stays on the same rows when the list is scanned again', () => {
    const first = new Viewport(rowsUntil(100));
    first.zoom(0.1, { row: 20 });
    const again = new Viewport(rowsUntil(0), first.range);
    assert.deepEqual(again.range, first.range);
    again.reveal(0);
    assert.equal(again.range.from, 0);
  });

  it('never is more than there is, however it is moved', () => {
    const move = fc.oneof(
      fc.record({ zoom: fc.double({ min: 0.01, max: 20, noNaN: true }), at: fc.nat(2_000), row: fc.nat(80) }),
      fc.record({ ms: fc.integer({ min: -5_000, max: 5_000 }), rows: fc.integer({ min: -100, max: 100 }) }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), moves => {
        const view = new Viewport(rowsUntil(1_000));
        for (const each of moves) {
          if ('zoom' in each) view.zoom(each.zoom, each);
          else view.pan(each.ms, each.rows);
          const { range, time } = view;
          assert.ok(time.from >= 0 && time.to <= 1_030 + 1e-6 && time.to - time.from >= 5 - 1e-6);
          assert.ok(range.from >= 0 && range.to <= 50 + 1e-6 && range.to - range.from >= 4 - 1e-6);
        }
      }),
      runs(),
    );
  });
});
