/** Keeps the lines of a scanned list in step with the edits of its document. */

import type { Failure } from '../engine/failure.ts';
import { type List, linesInOrder, parseLine } from '../engine/list.ts';
import type { Outcome } from '../engine/outcome.ts';

/** A line of the list as it was scanned. Its position is that of today. */
export interface TrackedLine {
  /** Its place among the lines of the scan; stays what it is. */
  readonly index: number;
  /** The URL, or what stands in its place, as it was scanned. */
  readonly text: string;
  /** What is fetched for it; absent for a rejected line. */
  readonly target?: number;
  /** Why the line was rejected. */
  readonly rejected?: Failure;
  outcome?: Outcome | undefined;
  /** From 0. The last known one when the line is not attached. */
  line: number;
  start: number;
  end: number;
  /** Whether the document still says at this position what was scanned. */
  isAttached: boolean;
}

/** A change of a document, as VS Code reports it. */
export interface Change {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** The document after the changes. */
export interface LineSource {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** Lines of the document that changes have touched: the first, and the one behind the last. */
interface Region {
  start: number;
  end: number;
}

/** All lines of one scan. An edit costs a search and, where it adds or removes lines, one addition a line below it. */
export class TrackedLines {
  /** In the order of the list as it was scanned. */
  readonly all: readonly TrackedLine[];

  /** The attached ones, in the order of the document. */
  #attached: TrackedLine[];

  constructor(list: List) {
    this.all = linesInOrder(list).map((each, index) => ({
      index,
      text: each.text,
      ...('failure' in each ? { rejected: each.failure } : { target: each.target }),
      line: each.line,
      start: each.start,
      end: each.end,
      isAttached: true,
    }));
    this.#attached = [...this.all];
  }

  /** Moves the lines along. A line whose URL was changed is detached, and attached again when the URL is back. */
  apply(changes: readonly Change[], document: LineSource): void {
    const regions: Region[] = [];
    const touched: TrackedLine[] = [];
    for (const { range, text } of changes) {
      const start = range.start.line;
      const end = range.end.line + 1;
      const added = text.split(/\r\n|\n|\r/).length;
      const shift = added - (end - start);
      const from = this.#indexAt(start);
      const to = this.#indexAt(end);
      touched.push(...this.#attached.splice(from, to - from));
      if (shift !== 0) {
        for (let index = from; index < this.#attached.length; index++) {
          (this.#attached[index] as TrackedLine).line += shift;
        }
        for (const region of regions) {
          if (region.start >= end) region.start += shift;
          if (region.end >= end) region.end += shift;
        }
      }
      regions.push({ start, end: start + added });
    }
    this.#settle(touched, regions, document);
  }

  /** Finds the lines anew in a document that was away, and may have changed meanwhile. */
  attach(document: LineSource): void {
    this.#attached = [];
    this.#settle([...this.all], [{ start: 0, end: document.lineCount }], document);
  }

  /** Gives each touched line that still stands in the regions its new position; the others are detached. */
  #settle(touched: readonly TrackedLine[], regions: readonly Region[], document: LineSource): void {
    for (const line of touched) line.isAttached = false;
    const homeless = Map.groupBy(
      this.all.filter(({ isAttached }) => !isAttached),
      ({ text }) => text,
    );
    const seen = new Set<number>();
    for (const region of regions) {
      for (let line = region.start; line < Math.min(region.end, document.lineCount); line++) {
        if (seen.has(line)) continue;
        seen.add(line);
        const parsed = parseLine(document.lineAt(line).text);
        const found = parsed && homeless.get(parsed.text)?.shift();
        if (!found) continue;
        Object.assign(found, { line, start: parsed.start, end: parsed.end, isAttached: true });
        this.#attached.splice(this.#indexAt(line), 0, found);
      }
    }
  }

  /** Index of the first attached line at or below a line of the document. */
  #indexAt(line: number): number {
    let low = 0;
    let high = this.#attached.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#attached[middle] as TrackedLine).line < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
