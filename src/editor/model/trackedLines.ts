/** Keeps the lines of a scanned list in step with the edits of its document. */

import { contentOf } from '../../engine/links/urlList.ts';
import type { Failure } from '../../engine/model/failure.ts';
import { type Entry, type List, linesInOrder, type RejectedLine } from '../../engine/model/list.ts';
import type { Outcome } from '../../engine/model/outcome.ts';
import { LineBlocks, lineOf, type Moved, type Placed } from './lineBlocks.ts';

/** A line of the list as it was scanned. Its position is that of today. */
export interface TrackedLine {
  /** Its place among the lines of the scan; stays what it is. */
  readonly index: number;
  /** The URL, or what stands in its place, as it was scanned. */
  readonly text: string;
  /** What is fetched for it; absent for a rejected line. */
  readonly target?: number | undefined;
  /** Why the line was rejected. */
  readonly rejected?: Failure | undefined;
  readonly outcome?: Outcome | undefined;
  /** From 0. The last known one when the line is not attached. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Whether the document still says at this position what was scanned. */
  readonly isAttached: boolean;
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

class ScannedLine implements TrackedLine, Placed {
  readonly index: number;
  readonly text: string;
  readonly target: number | undefined;
  readonly rejected: Failure | undefined;
  outcome: Outcome | undefined;
  start: number;
  end: number;
  moved: Moved | undefined;
  line0: number;

  constructor(source: Entry | RejectedLine, index: number) {
    this.index = index;
    this.text = source.text;
    this.target = 'target' in source ? source.target : undefined;
    this.rejected = 'failure' in source ? source.failure : undefined;
    this.start = source.start;
    this.end = source.end;
    this.line0 = source.line;
  }

  get line(): number {
    return lineOf(this);
  }

  get isAttached(): boolean {
    return this.moved !== undefined;
  }
}

/** All lines of one scan. What an edit costs depends on what it touches, and hardly on the length of the list. */
export class TrackedLines {
  /** In the order of the list as it was scanned. */
  readonly all: readonly TrackedLine[];

  readonly #all: readonly ScannedLine[];
  /** Of targets, by their numbers. */
  readonly #ofTarget: readonly ScannedLine[][];
  readonly #attached: LineBlocks<ScannedLine>;
  readonly #detached = new DetachedLines();

  constructor(list: List) {
    this.#all = linesInOrder(list).map((each, index) => new ScannedLine(each, index));
    this.all = this.#all;
    this.#attached = new LineBlocks(this.#all);
    this.#ofTarget = list.targets.map(() => []);
    for (const line of this.#all) {
      if (line.target !== undefined) this.#ofTarget[line.target]?.push(line);
    }
  }

  /** The attached lines from a line of the document to before another, in their order. */
  between(start: number, end: number): readonly TrackedLine[] {
    return this.#attached.between(start, end);
  }

  /** @returns the lines of a target, which all have the outcome now */
  setOutcome(target: number, outcome: Outcome | undefined): readonly TrackedLine[] {
    const lines = this.#ofTarget[target] ?? [];
    for (const line of lines) line.outcome = outcome;
    return lines;
  }

  /** The lines that a target was scanned for. */
  of(target: number): readonly TrackedLine[] {
    return this.#ofTarget[target] ?? [];
  }

  /** Moves the lines along. A line whose URL was changed is detached, and attached again when the URL is back. */
  apply(changes: readonly Change[], document: LineSource): void {
    const regions: Region[] = [];
    for (const { range, text } of changes) {
      const start = range.start.line;
      const end = range.end.line + 1;
      const added = countLines(text);
      const shift = added - (end - start);
      for (const line of this.#attached.remove(start, end)) this.#detached.add(line);
      if (shift !== 0) {
        this.#attached.move(end, shift);
        for (const region of regions) {
          if (region.start >= end) region.start += shift;
          if (region.end >= end) region.end += shift;
        }
      }
      regions.push({ start, end: start + added });
    }
    this.#settle(regions, document);
  }

  /** Finds the lines anew in a document that was away, and may have changed meanwhile. */
  attach(document: LineSource): void {
    const everything = { start: 0, end: Number.POSITIVE_INFINITY };
    for (const line of this.#attached.remove(everything.start, everything.end)) this.#detached.add(line);
    this.#settle([everything], document);
  }

  /** Gives each detached line that stands in the regions its new position. */
  #settle(regions: readonly Region[], document: LineSource): void {
    const seen = new Set<number>();
    for (const region of regions) {
      for (let line = region.start; line < Math.min(region.end, document.lineCount); line++) {
        if (seen.has(line)) continue;
        seen.add(line);
        const content = contentOf(document.lineAt(line).text);
        const found = content && this.#detached.take(content.text);
        if (!found) continue;
        found.start = content.start;
        found.end = content.end;
        this.#attached.insert(found, line);
      }
    }
  }
}

/** Lines that stand nowhere in the document, by their text. */
class DetachedLines {
  readonly #byText = new Map<string, ScannedLine[]>();

  add(line: ScannedLine): void {
    const lines = this.#byText.get(line.text);
    if (!lines) this.#byText.set(line.text, [line]);
    else if ((lines.at(-1)?.index ?? -1) < line.index) lines.push(line);
    else
      lines.splice(
        lines.findIndex(({ index }) => index > line.index),
        0,
        line,
      );
  }

  /** The first one of the scan with this text. */
  take(text: string): ScannedLine | undefined {
    const lines = this.#byText.get(text);
    const line = lines?.shift();
    if (lines?.length === 0) this.#byText.delete(text);
    return line;
  }
}

/** Lines that a text goes over. */
function countLines(text: string): number {
  let count = 1;
  for (const _ of text.matchAll(/\r\n|\n|\r/g)) count++;
  return count;
}
