/** Unicode Normalization Form C (Unicode Standard Annex 15), with positions mapped back to the original text. */

import { TextMap } from '../content/textMap.ts';

/** Texts without these characters are in form C. */
const MAY_CHANGE = /[\u0300-\uffff]/;

/** A run of characters that form C may change, with the character before them, which may combine with the first. */
const RUN = /[\0-\u02ff]?[\u0300-\u{10ffff}]+/gu;

/** Characters that may combine with the one before: marks, and vowels and final consonants of Hangul and Kirat Rai. */
const MARKS = '[\\p{M}\\u1160-\\u11ff\\u{16d63}-\\u{16d6a}]';
const UNIT = new RegExp(`[\\s\\S]${MARKS}*`, 'gu');
const MARKS_HERE = new RegExp(`${MARKS}+`, 'uy');

/**
 * Converts a text to form C, so that `é` is found whether it is one character or two.
 * @returns `undefined` if the text is already in form C, as most texts are
 */
export function inFormC(text: string): TextMap | undefined {
  if (!MAY_CHANGE.test(text) || text.normalize() === text) return undefined;
  const map = new TextMap();
  let done = 0;
  const addVerbatim = (end: number) => {
    map.add(text.slice(done, end), done, end);
    done = end;
  };
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.normalize() === run) continue;
    for (const { 0: unit, index: place } of run.matchAll(UNIT)) {
      const normal = unit.normalize();
      if (normal === unit) continue;
      const start = index + place;
      addVerbatim(start);
      done = start + unit.length;
      map.add(normal, start, done);
    }
  }
  addVerbatim(text.length);
  return map;
}

/**
 * Adjusts the end of a match of ASCII characters to what a search of form C would find, without converting the text.
 * @param end of the match in the text
 * @returns the same end; or the end of the marks after the match, if form C changes their number; or `undefined` if form
 *   C combines the last character with a mark, so that the match disappears
 */
export function endInFormC(text: string, end: number): number | undefined {
  // Nearly all matches end here. At the end of the text, the code is NaN.
  if (!(text.charCodeAt(end) >= 0x300)) return end;
  MARKS_HERE.lastIndex = end;
  const marks = MARKS_HERE.exec(text)?.[0];
  const last = text.charAt(end - 1);
  const unit = last + (marks ?? '');
  const normal = unit.normalize();
  if (!normal.startsWith(last)) return undefined;
  // Marks that are only reordered do not change the end.
  return normal.length === unit.length ? end : end - 1 + unit.length;
}
