/** The text of a page as it is shown in a document, with a mapping between offsets in the page and in the document. */

import { safePage } from '../wording/safeText.ts';

/** Maximum length of a line, in UTF-16 units. VS Code draws at most 10,000, and fewer are easier to scroll through. */
export const LONGEST_LINE = 500;

/** Maximum length of a document, in UTF-16 units. VS Code shares no document above 50 MB with extensions (vscode#31078). */
export const LONGEST_TEXT = 20_000_000;

export class ShownText {
  /** The shown text. Its lines end with line feeds, and unsafe characters are replaced. */
  readonly text: string;
  /** Lines (from 0) that continue on the next line, because the line of the page is too long. */
  readonly folded: readonly number[];
  /** Whether only the beginning of the page is shown. */
  readonly isCut: boolean;

  // The pieces of the page that are shown unchanged: start and end of each in the page, and its start in the text.
  readonly #from: readonly number[];
  readonly #to: readonly number[];
  readonly #starts: readonly number[];

  /**
   * @param page the decoded page, or only the text that a person reads
   * @param isTidy whether to remove empty lines and the white space around lines
   */
  constructor(page: string, isTidy = false) {
    const from: number[] = [];
    const to: number[] = [];
    const starts: number[] = [];
    const folded: number[] = [];
    const lines: string[] = [];
    let length = 0;
    let at = 0;
    for (const range of lineRanges(page)) {
      const [start, end, next] = isTidy ? tidied(page, range) : range;
      if (isTidy && start === end) continue;
      let piece = start;
      while (true) {
        const until = end - piece > LONGEST_LINE ? foldBefore(page, piece, end) : end;
        // If the line break in the page is a single character, it belongs to the piece.
        const isVerbatim = until === end && next - end === 1;
        from.push(piece);
        to.push(isVerbatim ? next : until);
        starts.push(length);
        lines.push(page.slice(piece, until));
        length += until - piece + 1;
        at = until === end ? next : until;
        if (until === end || length > LONGEST_TEXT) break;
        folded.push(lines.length - 1);
        piece = until;
      }
      if (length > LONGEST_TEXT) break;
    }
    this.text = safePage(lines.join('\n'));
    this.folded = folded;
    this.isCut = at < page.length;
    this.#from = from;
    this.#to = to;
    this.#starts = starts;
  }

  /**
   * Converts the start of a range in the page to an offset in the text. If the character there is not shown, it is the
   * next one that is.
   */
  start(offset: number): number {
    const piece = lastAtMost(this.#from, offset);
    const from = this.#from[piece] ?? 0;
    if (offset < from) return this.#starts[piece] ?? 0;
    if (offset < (this.#to[piece] ?? 0)) return (this.#starts[piece] ?? 0) + offset - from;
    return this.#starts[piece + 1] ?? this.text.length;
  }

  /**
   * Converts the end of a range in the page to an offset in the text. If the character before it is not shown, it is the
   * end of the last one that is.
   * @param offset above 0
   */
  end(offset: number): number {
    const piece = lastAtMost(this.#from, offset - 1);
    const from = this.#from[piece] ?? 0;
    const end = Math.max(from, Math.min(offset, this.#to[piece] ?? 0));
    return Math.min((this.#starts[piece] ?? 0) + end - from, this.text.length);
  }

  /** Converts an offset in the text to an offset in the page. */
  source(offset: number): number {
    const piece = lastAtMost(this.#starts, offset);
    return Math.min((this.#from[piece] ?? 0) + offset - (this.#starts[piece] ?? 0), this.#to[piece] ?? 0);
  }
}

type LineRange = readonly [start: number, end: number, next: number];

/** The lines of a page. `next` is the start of the next line. */
function* lineRanges(page: string): Generator<LineRange> {
  let start = 0;
  for (const { 0: found, index } of page.matchAll(/\r\n|\n|\r/g)) {
    yield [start, index, index + found.length];
    start = index + found.length;
  }
  yield [start, page.length, page.length];
}

function tidied(page: string, [start, end, next]: LineRange): LineRange {
  const line = page.slice(start, end);
  const from = end - line.trimStart().length;
  return [from, from + line.trim().length, next];
}

/** Characters after which a line may be folded: the end of a tag, white space, a comma or a semicolon. */
const FOLD_AFTER = /[>\s,;]/;

/** The offset at which to fold a line: in its second half, after the last {@link FOLD_AFTER}; else within a word. */
function foldBefore(page: string, start: number, end: number): number {
  const most = start + LONGEST_LINE;
  for (let at = most; at > start + LONGEST_LINE / 2; at--) {
    if (FOLD_AFTER.test(page.charAt(at - 1)) && !isJoined(page, at)) return at;
  }
  let at = most;
  while (at < end && at < most + LONGEST_LINE && isJoined(page, at)) at++;
  // A line with no character boundary nearby, such as one of only combining marks, is folded between code points.
  return isJoined(page, at) && at < end ? most + (isLow(page, most) ? 1 : 0) : at;
}

/** Whether this position is within a character: a surrogate pair, a combining mark, or an emoji of several parts. */
function isJoined(page: string, at: number): boolean {
  if (isLow(page, at)) return true;
  const next = String.fromCodePoint(page.codePointAt(at) ?? 0);
  return /\p{M}|\p{Emoji_Modifier}|\u200d/u.test(next) || page.charAt(at - 1) === '\u200d';
}

/** Whether this position is between the two halves of a surrogate pair. */
function isLow(page: string, at: number): boolean {
  return (page.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Index of the last number that is at most this one; 0 if there is none. @param numbers in ascending order */
function lastAtMost(numbers: readonly number[], most: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
