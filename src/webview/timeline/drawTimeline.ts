/** Draws the rows of a timeline. If rows are high enough, it draws their spans, otherwise the counts of bins of rows. */

import { SPAN_KINDS, type SpanKind } from '../../engine/model/timings.ts';
import { VERDICT_LOOKS, type VerdictKind } from '../../engine/report/verdictLooks.ts';
import { durationText } from '../shared/durations.ts';
import { binned } from './bins.ts';
import type { Painter } from './painter.ts';
import type { Row } from './rows.ts';
import { type Range, ticks } from './viewRange.ts';

export type Colours = Readonly<
  Record<SpanKind | 'text' | 'faint' | 'background' | 'focus', string> & {
    readonly verdicts: Readonly<Record<VerdictKind, string>>;
    /** Border of spans in high contrast; empty in other themes. */
    border: string;
  }
>;

export interface Drawing {
  readonly rows: readonly Row[];
  readonly time: Range;
  readonly range: Range;
  /** In pixels. The drawing contains the time axis above the rows, and the names to the left of them. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
  /** The row with the keyboard focus. */
  readonly focused?: number | undefined;
}

// Sizes in pixels.

/** Width of the names. */
export const GUTTER = 180;
/** Height of the time axis. */
export const AXIS = 18;
const TEXT = 11;
/** Rows that are lower are drawn in bins. */
export const LOWEST_ROW = 2;
const BIN = 8;
const COLUMN = 2;

/** Height of a span as a share of the row. The spans in which no request is under way are thin. */
const THICKNESS: Partial<Record<SpanKind, number>> = { queue: 0.2, wait: 0.4 };

export function isBinned({ height, range }: Pick<Drawing, 'height' | 'range'>): boolean {
  return (height - AXIS) / (range.to - range.from || 1) < LOWEST_ROW;
}

export function drawTimeline(painter: Painter, drawing: Drawing): void {
  const { colours, height, width } = drawing;
  painter.rectangle(0, 0, width, height, colours.background);
  drawAxis(painter, drawing);
  if (isBinned(drawing)) drawBins(painter, drawing);
  else drawRows(painter, drawing);
}

/** The row and the time at a point of the drawing. */
export function placeAt(
  { height, range, time, width }: Pick<Drawing, 'height' | 'range' | 'time' | 'width'>,
  x: number,
  y: number,
): { row: number; at: number } {
  return {
    row: range.from + ((y - AXIS) / (height - AXIS)) * (range.to - range.from),
    at: time.from + ((x - GUTTER) / (width - GUTTER)) * (time.to - time.from),
  };
}

function drawAxis(painter: Painter, { colours, height, time, width }: Drawing): void {
  for (const tick of ticks(time, (width - GUTTER) / 110)) {
    const x = timeToX(tick, time, width);
    painter.line(
      [
        [x, AXIS],
        [x, height],
      ],
      colours.faint,
      0.5,
    );
    if (x < width - 40) painter.text(x + 3, TEXT + 1, durationText(tick), colours.text);
  }
}

function drawRows(painter: Painter, drawing: Drawing): void {
  const { colours, focused, height, range, rows, time, width } = drawing;
  const lane = (height - AXIS) / (range.to - range.from || 1);
  const bar = Math.max(1, lane >= 4 ? lane - Math.min(4, lane * 0.25) : lane);
  const every = Math.max(1, Math.ceil((TEXT + 2) / lane));
  for (let index = Math.floor(range.from); index < Math.min(rows.length, range.to); index++) {
    const row = rows[index] as Row;
    const y = AXIS + (index - range.from) * lane;
    if (y + lane <= AXIS) continue;
    drawSpans(painter, row, { y, bar, time, width, colours });
    if (index % every === 0 || index === focused) {
      drawName(painter, row, y + Math.max(TEXT, lane / 2 + TEXT / 2 - 1), colours, index === focused);
    }
    if (index === focused)
      painter.outline(GUTTER, y - 0.5, width - GUTTER - 1, Math.max(3, lane), colours.focus);
  }
  // The name of a row that is partly visible must not reach into the axis.
  painter.rectangle(0, 0, GUTTER, AXIS, colours.background);
}

interface Lane {
  readonly y: number;
  readonly bar: number;
  readonly time: Range;
  readonly width: number;
  readonly colours: Colours;
}

function drawSpans(painter: Painter, row: Row, { bar, colours, time, width, y }: Lane): void {
  const { timings } = row;
  let last = 0;
  for (let at = 0; at + 2 < timings.length; at += 3) {
    const kind = SPAN_KINDS[timings[at] as number] as SpanKind;
    const start = timings[at + 1] as number;
    const end = timings[at + 2] as number;
    last = end;
    if (end < time.from || start > time.to) continue;
    const x = Math.max(GUTTER, timeToX(start, time, width));
    const length = Math.max(0.75, Math.min(width, timeToX(end, time, width)) - x);
    const thickness = Math.max(1, bar * (THICKNESS[kind] ?? 1));
    const top = y + (bar - thickness) / 2;
    painter.rectangle(x, top, length, thickness, colours[kind]);
    if (colours.border && bar >= 5 && length >= 3 && !THICKNESS[kind]) {
      painter.outline(x + 0.5, top + 0.5, length - 1, thickness - 1, colours.border);
    }
  }
  if (row.ending && bar >= 3) drawEnding(painter, row, { x: timeToX(last, time, width), y, bar, colours });
}

function drawEnding(
  painter: Painter,
  row: Row,
  { bar, colours, x, y }: { x: number; y: number; bar: number; colours: Colours },
): void {
  if (x < GUTTER) return;
  const size = Math.max(5, Math.min(bar, 8));
  const left = x + 3;
  const top = y + (bar - size) / 2;
  if (!row.ending) return;
  const { mark } = VERDICT_LOOKS[row.ending];
  const colour = colours.verdicts[row.ending];
  if (mark === 'cross') {
    painter.line([[left, top], [left + size, top + size]], colour, 1.5); // biome-ignore format: a cross
    painter.line([[left, top + size], [left + size, top]], colour, 1.5); // biome-ignore format: a cross
  } else if (mark === 'check') {
    painter.line(
      [
        [left, top + size / 2],
        [left + size / 3, top + size],
        [left + size, top],
      ],
      colour,
      1.5,
    );
  }
}

function drawName(painter: Painter, row: Row, y: number, colours: Colours, isFocused: boolean): void {
  // A character is about half as wide as it is high.
  const most = Math.floor((GUTTER - 12) / (TEXT * 0.56));
  const name = row.url.replace(/^https?:\/\/(?:www\.)?/, '');
  const text = name.length > most ? `${name.slice(0, most - 1)}…` : name;
  painter.text(GUTTER - 6, y, text, isFocused ? colours.focus : colours.text, 'end');
}

function drawBins(painter: Painter, drawing: Drawing): void {
  const { colours, height, range, rows, time, width } = drawing;
  const bins = Math.max(1, Math.floor((height - AXIS) / BIN));
  const columns = Math.max(1, Math.floor((width - GUTTER) / COLUMN));
  const { rows: counts, size } = binned(rows, { bins, columns, time, rows: range });
  for (let bin = 0; bin < bins; bin++) {
    for (let column = 0; column < columns; column++) {
      const start = (bin * columns + column) * SPAN_KINDS.length;
      let y = AXIS + (bin + 1) * BIN - 1;
      // From the bottom up, in reverse order of the kinds. The full height means all rows of the bin.
      for (let kind = SPAN_KINDS.length - 1; kind >= 0; kind--) {
        const share = (counts[start + kind] as number) / size;
        if (!share) continue;
        const tall = Math.min(y - (AXIS + bin * BIN), share * (BIN - 1));
        y -= tall;
        painter.rectangle(GUTTER + column * COLUMN, y, COLUMN, tall, colours[SPAN_KINDS[kind] as SpanKind]);
      }
    }
  }
  const rowsPerBin = (range.to - range.from) / bins;
  for (let bin = 0; bin < bins; bin += 4) {
    const row = Math.floor(range.from + bin * rowsPerBin);
    painter.text(GUTTER - 6, AXIS + bin * BIN + TEXT - 1, String(row + 1), colours.text, 'end');
  }
}

function timeToX(at: number, time: Range, width: number): number {
  return GUTTER + ((at - time.from) / (time.to - time.from || 1)) * (width - GUTTER);
}
