/** The rows of the timeline: the state of each URL, updated by the messages of the host. */

import { SPAN_KINDS, type Span, spansOf, type Timings } from '../../engine/model/timings.ts';
import type { VerdictKind } from '../../engine/report/verdictLooks.ts';
import type { Begin, DoneRow, StartedRow, Update } from './timelineMessages.ts';

export interface Row {
  readonly url: string;
  readonly line: number;
  ending?: VerdictKind;
  /** The outcome in a few words; empty if there is none yet. */
  text: string;
  timings: Timings;
}

const QUEUE = SPAN_KINDS.indexOf('queue');
const WAIT = SPAN_KINDS.indexOf('wait');
const FIRST_BYTE = SPAN_KINDS.indexOf('firstByte');

export class Rows {
  readonly all: readonly Row[];
  isRunning = false;
  summary = '';
  /** End of the timeline so far, in ms since the scan began. */
  end = 0;
  #now = 0;

  constructor({ lines, urls }: Pick<Begin, 'lines' | 'urls'>) {
    this.all = urls.map((url, index) => ({ url, line: lines[index] as number, text: '', timings: [] }));
  }

  /** Ignores rows that are out of range, because they may belong to another scan. */
  apply({ done, isRunning, now, started, summary }: Update): void {
    this.isRunning = isRunning;
    this.summary = summary;
    this.#now = now;
    for (const each of started) this.#start(each);
    for (const each of done) this.#finish(each);
    if (isRunning) this.end = Math.max(this.end, now);
  }

  /** The spans of a row. The last span of a row under way ends at the latest update. */
  spans(row: Row): Span[] {
    return spansOf(row.timings);
  }

  /** The rows with an outcome, for a snapshot. */
  get done(): DoneRow[] {
    return this.all.flatMap(({ ending, text, timings }, row) =>
      ending ? [{ row, ending, text, timings }] : [],
    );
  }

  #start({ row, start, wait }: StartedRow): void {
    const found = this.all[row];
    if (!found || found.ending) return;
    const now = Math.max(start, this.#now);
    // The timings are not known before the outcome. Most of the time is spent waiting for an answer.
    found.timings = [
      ...[QUEUE, 0, start],
      ...[wait === undefined ? FIRST_BYTE : WAIT, start, Math.max(now, wait ?? 0)],
    ];
    if (wait !== undefined) this.end = Math.max(this.end, wait);
  }

  #finish({ ending, row, text, timings }: DoneRow): void {
    const found = this.all[row];
    if (!found) return;
    Object.assign(found, { ending, text, timings });
    this.end = timings.reduce((end, value, at) => (at % 3 === 2 ? Math.max(end, value) : end), this.end);
  }
}
