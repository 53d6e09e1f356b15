/** What the timeline is made of, apart from the browser that it is drawn in. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inFlight, mostInFlight } from '../../../../src/engine/model/inFlight.ts';
import { SPAN_KINDS, type SpanKind, type Timings } from '../../../../src/engine/model/timings.ts';
import { durationText } from '../../../../src/webview/shared/durations.ts';
import { binned, distributions } from '../../../../src/webview/timeline/bins.ts';
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
import { Viewport } from '../../../../src/webview/timeline/viewport.ts';
import { panned, revealing, ticks, zoomed } from '../../../../src/webview/timeline/viewRange.ts';
import { FORBIDDEN, PAYLOADS } from '../../support/payloads.ts';

function timings(...spans: (readonly [kind: SpanKind, start: number, end: number])[]): Timings {
  return spans.flatMap(([kind, start, end]) => [SPAN_KINDS.indexOf(kind), start, end]);
}

const someTimings = fc
  .array(fc.tuple(fc.nat(SPAN_KINDS.length - 1), fc.integer({ min: 1, max: 50 })), { maxLength: 6 })
  .map(spans => {
    let at = 0;
    return spans.flatMap(([kind, length]) => {
      const start = at;
      at += length;
      return [kind, start, at];
    });
  });

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
    );
  });
});

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

describe('rows', () => {
  const begin = { urls: ['http://a/', 'http://b/', 'http://c/'], lines: [4, 5, 9] };
  const update = { type: 'update', isRunning: true, now: 100, summary: 's', done: [], started: [] } as const;

  it('that are under way reach to now, and those that wait to the end of the wait', () => {
    const rows = new Rows(begin);
    rows.apply({
      ...update,
      started: [
        { row: 0, start: 20 },
        { row: 1, start: 30, wait: 5_000 },
      ],
    });
    assert.deepEqual(rows.all[0]?.timings, timings(['queue', 0, 20], ['firstByte', 20, 100]));
    assert.deepEqual(rows.all[1]?.timings, timings(['queue', 0, 30], ['wait', 30, 5_000]));
    assert.deepEqual(rows.all[2]?.timings, []);
    assert.equal(rows.end, 5_000);
  });

  it('that are done stay as they are', () => {
    const rows = new Rows(begin);
    const done = { row: 2, ending: 'mentions', text: '1 ×', timings: timings(['body', 5, 70]) } as const;
    rows.apply({ ...update, isRunning: false, done: [done] });
    rows.apply({ ...update, isRunning: false, now: 500, started: [{ row: 2, start: 1 }] });
    const { row, ...rest } = done;
    assert.deepEqual(rows.all[row], { url: 'http://c/', line: 9, ...rest });
    assert.deepEqual(rows.done, [done]);
    assert.equal(rows.end, 70, 'and nothing is later than its end');
  });

  it('of another scan are left out', () => {
    const rows = new Rows(begin);
    rows.apply({
      ...update,
      done: [{ row: 3, ending: 'failed', text: '', timings: [] }],
      started: [{ row: 7, start: 1 }],
    });
    assert.equal(rows.all.length, 3);
  });
});

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

  it('says how long something took', () => {
    assert.deepEqual([0, 12.4, 999, 1_000, 1_234, 61_000].map(durationText), [
      '0 ms',
      '12 ms',
      '999 ms',
      '1 s',
      '1.23 s',
      '61 s',
    ]);
  });
});

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
    );
  });
});
