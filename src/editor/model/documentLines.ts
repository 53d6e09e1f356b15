/** The scanned lines of one document: where they stand while it is edited. */

import { type BlockItem, LineBlocks } from './lineBlocks.ts';

/** A place in a document. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** A change of a document, as VS Code reports it. */
export interface Change {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** The document after the changes. */
export interface LineSource {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** A range of a line, and what stands there. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How the scanned ranges of a text are found again after an edit. */
export interface Tracking {
  /** The ranges of a line that may be URLs, or what else was read of it, in their order. */
  readonly rangesIn: (line: string) => readonly TextRange[];
  /**
   * Whether each line is read by itself, so that a change anywhere in it may change what its URLs are, as a `#` in front of
   * them does. Otherwise a URL stays what it is until it is touched.
   */
  readonly readsLines: boolean;
}

/** Lines of the document that a change has touched: from `start` to before `end`. */
interface Region {
  start: number;
  end: number;
}

/** A scanned line. Only {@link DocumentLines} changes its columns. */
export interface DocumentLine extends BlockItem {
  /** Index among the lines of the scan. */
  readonly index: number;
  /** What stands in the document. */
  readonly source: string;
  readonly line: number;
  start: number;
  end: number;
}

/** The cost of an edit depends on the lines it touches, and hardly on the length of the document. */
export class DocumentLines<Line extends DocumentLine> {
  readonly #attached: LineBlocks<Line>;
  readonly #detached = new DetachedLines<Line>();
  readonly #tracking: Tracking;

  /** @param lines in the order of the document */
  constructor(lines: readonly Line[], tracking: Tracking) {
    this.#attached = new LineBlocks(lines);
    this.#tracking = tracking;
  }

  /** The attached lines from line `start` of the document to before line `end`, in their order. */
  between(start: number, end: number): readonly Line[] {
    return this.#attached.between(start, end);
  }

  /** Follows an edit. A line whose URL was changed is detached. It is attached again when its URL comes back. */
  apply(changes: readonly Change[], document: LineSource): void {
    const regions: Region[] = [];
    for (const { range, text } of changes) {
      const start = range.start.line;
      const end = range.end.line + 1;
      const added = countLines(text);
      const shift = added - (end - start);
      const kept: Line[] = [];
      for (const line of this.#attached.remove(start, end)) {
        if (this.#tracking.readsLines || isTouched(line, range)) this.#detached.add(line);
        else kept.push(line);
      }
      if (shift !== 0) {
        this.#attached.move(end, shift);
        for (const region of regions) {
          if (region.start >= end) region.start += shift;
          if (region.end >= end) region.end += shift;
        }
      }
      regions.push({ start, end: start + added });
      for (const line of kept) this.#attached.insert(line, moveBehind(line, range, text));
    }
    this.#attachIn(regions, document);
  }

  /** Finds all lines again in a document that was closed and may have changed. */
  attach(document: LineSource): void {
    const everything = { start: 0, end: Number.POSITIVE_INFINITY };
    const inPlace: Line[] = [];
    for (const line of this.#attached.remove(everything.start, everything.end)) {
      if (this.#isInPlace(line, document)) inPlace.push(line);
      else this.#detached.add(line);
    }
    for (const line of inPlace) this.#attached.insert(line, line.line);
    this.#attachIn([everything], document);
  }

  /** Whether a line still stands where it stood. In a list, what stands around it matters, too. */
  #isInPlace({ end, line, source, start }: Line, document: LineSource): boolean {
    if (this.#tracking.readsLines || line >= document.lineCount) return false;
    return document.lineAt(line).text.slice(start, end) === source;
  }

  /** Attaches the detached lines whose text is in the regions. */
  #attachIn(regions: readonly Region[], document: LineSource): void {
    const seen = new Set<number>();
    for (const region of regions) {
      for (let line = region.start; line < Math.min(region.end, document.lineCount); line++) {
        if (seen.has(line)) continue;
        seen.add(line);
        const kept = this.#attached.between(line, line + 1);
        for (const { start, end, text } of this.#tracking.rangesIn(document.lineAt(line).text)) {
          if (kept.some(each => each.start < end && each.end > start)) continue;
          const found = this.#detached.take(text);
          if (!found) continue;
          found.start = start;
          found.end = end;
          this.#attached.insert(found, line);
        }
      }
    }
  }
}

/** Lines that are not in the document at the moment, by their text. */
class DetachedLines<Line extends DocumentLine> {
  readonly #byText = new Map<string, Line[]>();

  add(line: Line): void {
    const lines = this.#byText.get(line.source);
    if (!lines) this.#byText.set(line.source, [line]);
    else if ((lines.at(-1)?.index ?? -1) < line.index) lines.push(line);
    else
      lines.splice(
        lines.findIndex(({ index }) => index > line.index),
        0,
        line,
      );
  }

  /** Removes and returns the line with this text that comes first in the scan. */
  take(text: string): Line | undefined {
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

/** Whether a change touches a range or its neighbours, so that its URL may be another one now. */
function isTouched({ end, line, start }: DocumentLine, range: Change['range']): boolean {
  const isBefore = line < range.start.line || (line === range.start.line && end < range.start.character);
  const isBehind = line > range.end.line || (line === range.end.line && start > range.end.character);
  return !isBefore && !isBehind;
}

/** Moves a range on a line of a change that does not touch it. @returns its line after the change */
function moveBehind(item: DocumentLine, { end, start }: Change['range'], text: string): number {
  if (item.line < start.line || (item.line === start.line && item.end < start.character)) return item.line;
  const added = text.split(/\r\n|\n|\r/);
  const last = added.at(-1) ?? '';
  const column = added.length === 1 ? start.character + last.length : last.length;
  const shift = column - end.character;
  item.start += shift;
  item.end += shift;
  return start.line + added.length - 1;
}
