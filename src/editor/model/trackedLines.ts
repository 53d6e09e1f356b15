/** Updates the positions of scanned lines when their document is edited. */

import { contentOf } from '../../engine/links/urlList.ts';
import type { Failure } from '../../engine/model/failure.ts';
import { type Entry, type List, linesInOrder, type RejectedLine } from '../../engine/model/list.ts';
import type { Outcome } from '../../engine/model/outcome.ts';
import { type BlockItem, type BlockOffset, LineBlocks, lineOf } from './lineBlocks.ts';

/** A line of the list. Its text is the one that was scanned; its position is the current one. */
export interface TrackedLine {
  /** Index among the lines of the scan. Never changes. */
  readonly index: number;
  /** The URL as it was scanned. For a rejected line, the text in place of a URL. */
  readonly text: string;
  /** Id of the target; `undefined` for a rejected line. */
  readonly target?: number | undefined;
  /** Why the line was rejected. */
  readonly rejected?: Failure | undefined;
  readonly outcome?: Outcome | undefined;
  /** Line in the document, from 0. The last known line if it is not attached. */
  readonly line: number;
  /** Range of the URL in its line, in UTF-16 units from 0. */
  readonly start: number;
  readonly end: number;
  /** Whether the document still has the scanned text at this position. */
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

/** Lines of the document that a change has touched: from `start` to before `end`. */
interface Region {
  start: number;
  end: number;
}

class ScannedLine implements TrackedLine, BlockItem {
  readonly index: number;
  readonly text: string;
  readonly target: number | undefined;
  readonly rejected: Failure | undefined;
  outcome: Outcome | undefined;
  start: number;
  end: number;
  offset: BlockOffset | undefined;
  lineInBlock: number;

  constructor(source: Entry | RejectedLine, index: number) {
    this.index = index;
    this.text = source.text;
    this.target = 'target' in source ? source.target : undefined;
    this.rejected = 'failure' in source ? source.failure : undefined;
    this.start = source.start;
    this.end = source.end;
    this.lineInBlock = source.line;
  }

  get line(): number {
    return lineOf(this);
  }

  get isAttached(): boolean {
    return this.offset !== undefined;
  }
}

/** All lines of one scan. The cost of an edit depends on the lines it touches, and hardly on the length of the list. */
export class TrackedLines {
  /** In the order of the list as it was scanned. */
  readonly all: readonly TrackedLine[];

  readonly #all: readonly ScannedLine[];
  /** The lines of each target, by target id. */
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

  /** The attached lines from line `start` of the document to before line `end`, in their order. */
  between(start: number, end: number): readonly TrackedLine[] {
    return this.#attached.between(start, end);
  }

  /**
   * Sets the outcome of all lines of a target.
   * @returns these lines
   */
  setOutcome(target: number, outcome: Outcome | undefined): readonly TrackedLine[] {
    const lines = this.#ofTarget[target] ?? [];
    for (const line of lines) line.outcome = outcome;
    return lines;
  }

  /** All lines of a target. */
  of(target: number): readonly TrackedLine[] {
    return this.#ofTarget[target] ?? [];
  }

  /** Follows an edit. A line whose URL was changed is detached. It is attached again when its URL comes back. */
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
    this.#attachIn(regions, document);
  }

  /** Finds all lines again in a document that was closed and may have changed. */
  attach(document: LineSource): void {
    const everything = { start: 0, end: Number.POSITIVE_INFINITY };
    for (const line of this.#attached.remove(everything.start, everything.end)) this.#detached.add(line);
    this.#attachIn([everything], document);
  }

  /** Attaches the detached lines whose text is in the regions. */
  #attachIn(regions: readonly Region[], document: LineSource): void {
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

/** Lines that are not in the document at the moment, by their text. */
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

  /** Removes and returns the line with this text that comes first in the scan. */
  take(text: string): ScannedLine | undefined {
    const lines = this.#byText.get(text);
    const line = lines?.shift();
    if (lines?.length === 0) this.#byText.delete(text);
    return line;
  }
}

/** Number of lines of a text. */
function countLines(text: string): number {
  let count = 1;
  for (const _ of text.matchAll(/\r\n|\n|\r/g)) count++;
  return count;
}
