/** A page as the document that a person reads, and where in it stands what stands somewhere in the page. */

import { safePage } from '../wording/safeText.ts';

/** Characters of a line, in UTF-16 units. VS Code draws no more than 10,000, and a person scrolls through fewer. */
export const LONGEST_LINE = 500;

/** UTF-16 units of a document. VS Code shares none beyond 50 MB with extensions (vscode#31078). */
export const LONGEST_TEXT = 20_000_000;

export class ShownText {
  /** What is shown: its lines end with line feeds, and what must not be shown has been replaced. */
  readonly text: string;
  /** The lines, from 0, that end where the page goes on in the same line. */
  readonly folded: readonly number[];
  /** Whether there is more of the page than is shown. */
  readonly isCut: boolean;

  /** Pieces of the page that are shown as they are: where each starts and ends there, and where it starts here. */
  readonly #from: readonly number[];
  readonly #to: readonly number[];
  readonly #starts: readonly number[];

  /**
   * @param page as it was decoded, or what a person reads of it
   * @param isTidy whether lines are shown without the white space around them, and empty ones not at all
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
        // The line feed is a part of the piece where the page has a single character for it.
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

  /** Where here it starts what starts there at this offset, or the first that is shown behind it. */
  start(offset: number): number {
    const piece = lastAtMost(this.#from, offset);
    const from = this.#from[piece] ?? 0;
    if (offset < from) return this.#starts[piece] ?? 0;
    if (offset < (this.#to[piece] ?? 0)) return (this.#starts[piece] ?? 0) + offset - from;
    return this.#starts[piece + 1] ?? this.text.length;
  }

  /** Where here it ends what ends there at this offset, which is not 0, or the last that is shown before it. */
  end(offset: number): number {
    const piece = lastAtMost(this.#from, offset - 1);
    const from = this.#from[piece] ?? 0;
    const end = Math.max(from, Math.min(offset, this.#to[piece] ?? 0));
    return Math.min((this.#starts[piece] ?? 0) + end - from, this.text.length);
  }

  /** Where in the page it starts what starts here at this offset. */
  source(offset: number): number {
    const piece = lastAtMost(this.#starts, offset);
    return Math.min((this.#from[piece] ?? 0) + offset - (this.#starts[piece] ?? 0), this.#to[piece] ?? 0);
  }
}

type LineRange = readonly [start: number, end: number, next: number];

/** Start and end of each line, and where the next one starts. */
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

/** Behind a tag, white space, a comma or a semicolon, a line may go on below. */
const SEAM = /[>\s,;]/;

/** Where a line is folded that starts here: behind the last seam of its second half, else in the middle of a word. */
function foldBefore(page: string, start: number, end: number): number {
  const most = start + LONGEST_LINE;
  for (let at = most; at > start + LONGEST_LINE / 2; at--) {
    if (SEAM.test(page.charAt(at - 1)) && !isJoined(page, at)) return at;
  }
  let at = most;
  while (at < end && at < most + LONGEST_LINE && isJoined(page, at)) at++;
  // A line of nothing but marks is folded between whole characters.
  return isJoined(page, at) && at < end ? most + (isLow(page, most) ? 1 : 0) : at;
}

/** Whether what starts here belongs to the character before it: the half of a pair, a mark, a part of an emoji. */
function isJoined(page: string, at: number): boolean {
  if (isLow(page, at)) return true;
  const next = String.fromCodePoint(page.codePointAt(at) ?? 0);
  return /\p{M}|\p{Emoji_Modifier}|\u200d/u.test(next) || page.charAt(at - 1) === '\u200d';
}

function isLow(page: string, at: number): boolean {
  return (page.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Index of the last number that is not above this one; 0 when all are. */
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
