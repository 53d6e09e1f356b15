/** The picture of the timeline, drawn as SVG. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AXIS,
  type Colours,
  type Drawing,
  drawTimeline,
  GUTTER,
  isBinned,
  placeAt,
} from '../../../../src/webview/timeline/drawTimeline.ts';
import { Rows } from '../../../../src/webview/timeline/rows.ts';
import { SvgPainter } from '../../../../src/webview/timeline/svgPainter.ts';
import { FORBIDDEN, PAYLOADS } from '../../support/payloads.ts';
import { timings } from '../../support/timings.ts';

describe('the drawing', () => {
  const named = { get: (_: object, name: string | symbol) => `colour-${String(name)}` };
  const colours = new Proxy({} as Colours, {
    get: (_, name) => {
      if (name === 'verdicts') return new Proxy({}, named);
      return name === 'border' ? '' : named.get({}, name);
    },
  });

  function drawn(rows: Rows, changes: Partial<Drawing> = {}): string {
    const painter = new SvgPainter(800, 400, 'sans-serif', 11);
    const range = { from: 0, to: rows.all.length };
    drawTimeline(painter, {
      rows: rows.all,
      time: { from: 0, to: 1_000 },
      range,
      width: 800,
      height: 400,
      colours,
      ...changes,
    });
    return painter.end('A title');
  }

  function rowsOf(count: number, url = (n: number) => `http://host-${n}.example/`): Rows {
    const rows = new Rows({
      urls: Array.from({ length: count }, (_, n) => url(n)),
      lines: Array.from({ length: count }, (_, n) => n),
    });
    const spans = timings(
      ['queue', 0, 100],
      ['wait', 100, 200],
      ['firstByte', 200, 700],
      ['match', 700, 701],
    );
    rows.apply({
      type: 'update',
      isRunning: false,
      now: 0,
      summary: '',
      started: [],
      done: rows.all.map((_, row) => ({
        row,
        ending: row % 2 ? 'failed' : 'mentions',
        text: '',
        timings: spans,
      })),
    });
    return rows;
  }

  it('has a bar for each span of each row, with its end marked, and names', () => {
    const svg = drawn(rowsOf(20));
    for (const kind of ['queue', 'wait', 'firstByte', 'match']) {
      assert.equal(svg.split(`fill="colour-${kind}"`).length - 1, 20, kind);
    }
    assert.equal(svg.split('stroke="colour-failed"').length - 1, 20, 'two lines for each cross');
    assert.equal(svg.split('stroke="colour-mentions"').length - 1, 10);
    assert.match(svg, />host-0\.example\/</);
    assert.match(svg, />600 ms</);
  });

  it('marks the row of the keyboard', () => {
    assert.match(drawn(rowsOf(20), { focused: 3 }), /stroke="colour-focus"/);
    assert.doesNotMatch(drawn(rowsOf(20)), /colour-focus/);
  });

  it('shows 20,000 rows as distributions, in far fewer shapes than rows', () => {
    const rows = rowsOf(20_000);
    const drawing = { rows: rows.all, height: 400, range: { from: 0, to: 20_000 } };
    assert.equal(isBinned(drawing), true);
    assert.equal(isBinned({ ...drawing, range: { from: 0, to: 64 } }), false);
    const svg = drawn(rows);
    assert.ok(svg.split('<rect').length < 40_000);
    assert.match(svg, /fill="colour-firstByte"/);
    assert.match(svg, />1</);
  });

  it('knows what is at a place', () => {
    const drawing = { height: 400, width: 800, time: { from: 0, to: 1_000 }, range: { from: 10, to: 20 } };
    assert.deepEqual(placeAt(drawing, GUTTER, AXIS), { row: 10, at: 0 });
    assert.deepEqual(placeAt(drawing, 800, 400), { row: 20, at: 1_000 });
  });

  it('keeps what lists say text', () => {
    const svg = drawn(
      rowsOf(PAYLOADS.length, n => PAYLOADS[n] ?? ''),
      { height: 4_000 },
    );
    assert.doesNotMatch(svg.replaceAll('\n', ''), FORBIDDEN);
    const tags = new Set(svg.match(/<\/?[a-z!?]+/gi));
    assert.deepEqual([...tags].sort(), [
      '</svg',
      '</text',
      '</title',
      '<polyline',
      '<rect',
      '<svg',
      '<text',
      '<title',
    ]);
    for (const tag of svg.match(/<[^>]*>/g) ?? []) assert.doesNotMatch(tag, /\son\w+=|href|url\(/i);
  });
});
