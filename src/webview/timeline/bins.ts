/** Counts for a timeline with more rows than pixels: bins of rows, columns of time, and statistics over all rows. */

import { SPAN_KINDS, type Timings } from '../../engine/model/timings.ts';
import type { Range } from './viewRange.ts';

export interface Bins {
  readonly count: number;
  readonly columns: number;
  /** The number of rows by bin, then column, then kind of span. */
  readonly rows: Uint32Array;
  /** Maximum number of rows in a bin. */
  readonly size: number;
}

export interface BinOptions {
  readonly bins: number;
  readonly columns: number;
  readonly time: Range;
  readonly rows: Range;
}

const KINDS = SPAN_KINDS.length;

/**
 * Counts the rows in each bin and column. A span counts in each column that it touches. The time grows with spans plus
 * columns, not spans times columns: each span adds 1 where it begins and subtracts 1 where it ends, and a running sum
 * gives the counts.
 */
export function binned(
  all: readonly { readonly timings: Timings }[],
  { bins, columns, rows, time }: BinOptions,
): Bins {
  const first = Math.floor(rows.from);
  const last = Math.min(all.length, Math.ceil(rows.to));
  const perBin = (last - first) / bins;
  const counts = new Int32Array(bins * columns * KINDS);
  const scale = columns / (time.to - time.from || 1);
  for (let row = first; row < last; row++) {
    const bin = Math.min(bins - 1, Math.floor((row - first) / perBin));
    const { timings } = all[row] as { timings: Timings };
    for (let at = 0; at + 2 < timings.length; at += 3) {
      const from = ((timings[at + 1] as number) - time.from) * scale;
      const to = ((timings[at + 2] as number) - time.from) * scale;
      if (to < 0 || from >= columns) continue;
      const begin = (bin * columns + Math.max(0, Math.floor(from))) * KINDS + (timings[at] as number);
      const end = Math.max(Math.floor(from) + 1, Math.ceil(to));
      counts[begin] = (counts[begin] as number) + 1;
      if (end < columns) {
        const after = (bin * columns + end) * KINDS + (timings[at] as number);
        counts[after] = (counts[after] as number) - 1;
      }
    }
  }
  for (let bin = 0; bin < bins; bin++) {
    const start = bin * columns * KINDS;
    for (let at = start + KINDS; at < start + columns * KINDS; at++) {
      counts[at] = (counts[at] as number) + (counts[at - KINDS] as number);
    }
  }
  return { count: bins, columns, rows: new Uint32Array(counts.buffer), size: Math.ceil(perBin) };
}

/** The distribution of times, in ms. */
export interface Distribution {
  /** Number of rows. */
  readonly count: number;
  readonly total: number;
  readonly median: number;
  /** The 90th percentile. */
  readonly ninety: number;
}

/** The distribution for each of `SPAN_KINDS`, over all rows that have such a span. */
export function distributions(all: Iterable<{ readonly timings: Timings }>): Distribution[] {
  const times: number[][] = SPAN_KINDS.map(() => []);
  for (const { timings } of all) {
    const totals = new Map<number, number>();
    for (let at = 0; at + 2 < timings.length; at += 3) {
      const kind = timings[at] as number;
      totals.set(kind, (totals.get(kind) ?? 0) + (timings[at + 2] as number) - (timings[at + 1] as number));
    }
    for (const [kind, total] of totals) times[kind]?.push(total);
  }
  return times.map(list => {
    list.sort((a, b) => a - b);
    const at = (share: number) => list[Math.min(list.length - 1, Math.floor(share * list.length))] ?? 0;
    return {
      count: list.length,
      total: list.reduce((sum, time) => sum + time, 0),
      median: at(0.5),
      ninety: at(0.9),
    };
  });
}
