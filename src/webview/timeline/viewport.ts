/** The visible part of the timeline: a range of rows and a range of time, which a person zooms and pans. */

import type { Rows } from './rows.ts';
import { panned, type Range, revealing, zoomed } from './viewRange.ts';

/** Limit of zooming in, in ms. */
const SHORTEST_TIME = 5;
/** Limit of zooming in, in rows. */
const FEWEST_ROWS = 4;

/** A point in the picture. */
export interface Spot {
  /** In ms since the scan began. */
  readonly at: number;
  readonly row: number;
}

export class Viewport {
  time: Range;
  range: Range;
  readonly #rows: Rows;
  /** Whether all of the time is visible. If so, it stays visible when the scan continues. */
  #isWholeTime = true;

  /** @param range the visible rows; by default all */
  constructor(rows: Rows, range?: Range) {
    this.#rows = rows;
    this.time = this.#wholeTime;
    this.range = range ?? this.#wholeRange;
  }

  /** Must be called when the end of the rows has changed. */
  grow(): void {
    if (this.#isWholeTime) this.time = this.#wholeTime;
  }

  showAll(): void {
    this.time = this.#wholeTime;
    this.range = this.#wholeRange;
    this.#isWholeTime = true;
  }

  /** Zooms to a range of time. The visible rows stay the same. */
  showTime(marked: Range): void {
    this.time = zoomed(marked, 1, marked.from, this.#wholeTime, SHORTEST_TIME);
    this.#isWholeTime = false;
  }

  /**
   * @param factor below 1 to zoom in
   * @param spot the point that does not move; by default the middle
   */
  zoom(factor: number, { at, row }: Partial<Spot> = {}): void {
    const { range, time } = this;
    this.time = zoomed(time, factor, at ?? middle(time), this.#wholeTime, SHORTEST_TIME);
    this.range = zoomed(range, factor, row ?? middle(range), this.#wholeRange, FEWEST_ROWS);
    this.#updateIsWholeTime();
  }

  /** Moves the visible part by a time and a number of rows. */
  pan(ms: number, rows: number): void {
    this.time = panned(this.time, ms, this.#wholeTime);
    this.range = panned(this.range, rows, this.#wholeRange);
    this.#updateIsWholeTime();
  }

  /** Moves the visible rows as little as possible to show a row. */
  reveal(row: number): void {
    this.range = revealing(this.range, row, this.#wholeRange);
  }

  get #wholeTime(): Range {
    // A little longer, so that the marks after the last span are visible.
    return { from: 0, to: Math.max(SHORTEST_TIME, this.#rows.end * 1.03) };
  }

  get #wholeRange(): Range {
    return { from: 0, to: Math.max(1, this.#rows.all.length) };
  }

  #updateIsWholeTime(): void {
    const whole = this.#wholeTime;
    this.#isWholeTime = this.time.from <= whole.from && this.time.to >= whole.to;
  }
}

function middle({ from, to }: Range): number {
  return (from + to) / 2;
}
