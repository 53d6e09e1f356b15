/** Unicode Normalization Form C (Unicode Standard Annex 15), in linear time for any text. */

import { type Replacement, replaced } from './replacement.ts';

/** Texts without these characters are in form C. */
const MAY_CHANGE = /[\u0300-\uffff]/;

/** Characters that may combine with the one before: marks, and vowels and final consonants of Hangul and Kirat Rai. */
const MARKS = '[\\p{M}\\u1160-\\u11ff\\u{16d63}-\\u{16d6a}]';
const IS_MARK = new RegExp(MARKS, 'uy');

/**
 * The limit of the Stream-Safe Text Format (Annex 15, section 13). No language needs more marks on a character. Sorting
 * the marks of a longer run takes the square of its length, so such a run is taken as it stands.
 */
export const MOST_MARKS = 30;
const LONG_RUN = new RegExp(`${MARKS}{${MOST_MARKS + 1}}`, 'u');

/** In UTF-16 units. Texts are compared with their form C in blocks of this size. */
const BLOCK = 4096;

/** Converts a text to form C, but for runs of more than {@link MOST_MARKS} marks with the character before them. */
export function formC(text: string): string {
  return replaced(text, changesToFormC(text));
}

/** The pieces that {@link formC} changes, in the order of the text. Each is a character with its marks. */
export function* changesToFormC(text: string): Generator<Replacement> {
  if (!MAY_CHANGE.test(text)) return;
  // Most texts are in form C.
  if (!hasLongRun(text) && text.normalize() === text) return;
  for (let start = 0; start < text.length; ) {
    const end = endOfMarks(text, endOfCharacter(text, start + BLOCK));
    const block = text.slice(start, end);
    if (hasLongRun(block) || block.normalize() !== block) yield* changesIn(text, start, end);
    start = end;
  }
}

/** The offset after the marks that begin at an offset. */
export function endOfMarks(text: string, start: number): number {
  let end = start;
  while (isMarkAt(text, end)) end = IS_MARK.lastIndex;
  return end;
}

/** Whether a character has more marks than form C may sort. @param marks with or without the character before them */
export function hasTooManyMarks(marks: string): boolean {
  return marks.length > MOST_MARKS && LONG_RUN.test(marks);
}

function* changesIn(text: string, from: number, to: number): Generator<Replacement> {
  for (let start = from, end = from; start < to; start = end) {
    end = start + 1;
    // A character of Latin-1 without marks does not change.
    if (text.charCodeAt(start) < 0x300 && !(text.charCodeAt(end) >= 0x300)) continue;
    end = endOfMarks(text, endOfCharacter(text, end));
    const unit = text.slice(start, end);
    if (hasTooManyMarks(unit)) continue;
    const normal = unit.normalize();
    if (normal !== unit) yield { start, end, text: normal };
  }
}

/** Looks only at every place that a long run cannot skip, which is much faster than to look at each character. */
function hasLongRun(text: string): boolean {
  for (let at = MOST_MARKS; at < text.length; at += MOST_MARKS + 1) {
    if (text.charCodeAt(at) < 0x300 || !isMarkAt(text, startOfCharacter(text, at))) continue;
    if (LONG_RUN.test(text.slice(Math.max(0, at - 2 * MOST_MARKS - 2), at + 2 * MOST_MARKS + 2))) return true;
  }
  return false;
}

/** The offset, or the one after it if it is between the two halves of a surrogate pair. At most the end of the text. */
function endOfCharacter(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  return startOfCharacter(text, offset) < offset ? offset + 1 : offset;
}

/** The offset, or the one before it if it is between the two halves of a surrogate pair. */
function startOfCharacter(text: string, offset: number): number {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;
}

function isMarkAt(text: string, at: number): boolean {
  // At the end of the text, the code is NaN.
  if (!(text.charCodeAt(at) >= 0x300)) return false;
  IS_MARK.lastIndex = at;
  return IS_MARK.test(text);
}
