/** What is seen of the timeline's rows and of its time, as a person zooms and pans. */

import type { Rows } from './rows.ts';
import { panned, type Range, revealing, zoomed } from './viewRange.ts';

/** What is shorter than this is not seen any better. In ms, and in rows. */
const SHORTEST_TIME = 5;
const FEWEST_ROWS = 4;

/** A place in the picture. */
export interface Spot {
  /** In ms since the scan began. */
  readonly at: number;
  readonly row: number;
}

export class Viewport {
  time: Range;
  range: Range;
  readonly #rows: Rows;
  /** All of the time is seen, also when there comes more. */
  #isWholeTime = true;

  /** @param range of rows that were seen before, where these are the same; else all of them are */
  constructor(rows: Rows, range?: Range) {
    this.#rows = rows;
    this.time = this.#wholeTime;
    this.range = range ?? this.#wholeRange;
  }

  /** There is more time now. */
  grow(): void {
    if (this.#isWholeTime) this.time = this.#wholeTime;
  }

  showAll(): void {
    this.time = this.#wholeTime;
    this.range = this.#wholeRange;
    this.#isWholeTime = true;
  }

  /** A part of the time, for all rows that are seen. */
  showTime(marked: Range): void {
    this.time = zoomed(marked, 1, marked.from, this.#wholeTime, SHORTEST_TIME);
    this.#isWholeTime = false;
  }

  /**
   * @param factor below 1 to see less of it, larger
   * @param spot what stays where it is; the middle without
   */
  zoom(factor: number, { at, row }: Partial<Spot> = {}): void {
    const { range, time } = this;
    this.time = zoomed(time, factor, at ?? middle(time), this.#wholeTime, SHORTEST_TIME);
    this.range = zoomed(range, factor, row ?? middle(range), this.#wholeRange, FEWEST_ROWS);
    this.#settle();
  }

  /** @param ms and rows that it moves by */
  pan(ms: number, rows: number): void {
    this.time = panned(this.time, ms, this.#wholeTime);
    this.range = panned(this.range, rows, this.#wholeRange);
    this.#settle();
  }

  /** Moves no further than needed to see a row. */
  reveal(row: number): void {
    this.range = revealing(this.range, row, this.#wholeRange);
  }

  get #wholeTime(): Range {
    // A little more, so that the marks behind the last span are seen.
    return { from: 0, to: Math.max(SHORTEST_TIME, this.#rows.end * 1.03) };
  }

  get #wholeRange(): Range {
    return { from: 0, to: Math.max(1, this.#rows.all.length) };
  }

  #settle(): void {
    const whole = this.#wholeTime;
    this.#isWholeTime = this.time.from <= whole.from && this.time.to >= whole.to;
  }
}

function middle({ from, to }: Range): number {
  return (from + to) / 2;
}
