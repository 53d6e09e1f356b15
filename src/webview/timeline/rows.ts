/** What the timeline knows of each URL, as it comes in. */

import { SPAN_KINDS, type Span, spansOf, type Timings } from '../../engine/model/timings.ts';
import type { VerdictKind } from '../../engine/report/verdictLooks.ts';
import type { Begin, DoneRow, StartedRow, Update } from './timelineMessages.ts';

export interface Row {
  readonly url: string;
  readonly line: number;
  ending?: VerdictKind;
  /** The outcome in a few words; empty while there is none. */
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
  /** The end of what is known, in ms since the scan began. */
  end = 0;
  #now = 0;

  constructor({ lines, urls }: Pick<Begin, 'lines' | 'urls'>) {
    this.all = urls.map((url, index) => ({ url, line: lines[index] as number, text: '', timings: [] }));
  }

  /** A row that is out of range is left out: it may belong to another scan. */
  apply({ done, isRunning, now, started, summary }: Update): void {
    this.isRunning = isRunning;
    this.summary = summary;
    this.#now = now;
    for (const each of started) this.#start(each);
    for (const each of done) this.#finish(each);
    if (isRunning) this.end = Math.max(this.end, now);
  }

  /** The row's spans; what is still going on ends now. */
  spans(row: Row): Span[] {
    return spansOf(row.timings);
  }

  /** What a snapshot holds. */
  get done(): DoneRow[] {
    return this.all.flatMap(({ ending, text, timings }, row) =>
      ending ? [{ row, ending, text, timings }] : [],
    );
  }

  #start({ row, start, wait }: StartedRow): void {
    const found = this.all[row];
    if (!found || found.ending) return;
    const now = Math.max(start, this.#now);
    // Nobody knows yet what its time goes into: most of it goes into waiting for an answer.
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
