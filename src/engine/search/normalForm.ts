/** Unicode Normalization Form C, with the way back to the text as it was (Unicode Standard Annex 15). */

import { TextMap } from '../content/textMap.ts';

/** Every character below is in form C, and starts a part of its own. */
const FIRST_COMBINING = /[\u0300-\uffff]/;

/** A run of characters that may be changed, with the one that may combine with its first. */
const RUN = /[\0-\u02ff]?[\u0300-\u{10ffff}]+/gu;

/** What may combine with a character before it: marks, vowels and final consonants of Hangul and Kirat Rai. */
const MARKS = '[\\p{M}\\u1160-\\u11ff\\u{16d63}-\\u{16d6a}]';
const UNIT = new RegExp(`[\\s\\S]${MARKS}*`, 'gu');
const MARKS_HERE = new RegExp(`${MARKS}+`, 'uy');

/**
 * Puts a text in form C, so that `é` is found however it is composed.
 * @returns `undefined` when it is in form C already, as most texts are
 */
export function inFormC(text: string): TextMap | undefined {
  if (!FIRST_COMBINING.test(text) || text.normalize() === text) return undefined;
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
 * Where what ends in a text with a character of ASCII ends in its form C, without the cost of that.
 * @param end of it in the text
 * @returns the same, or behind the marks that change there with the character; `undefined` when it becomes another one
 */
export function endInFormC(text: string, end: number): number | undefined {
  // As nearly everything ends. At the end of the text it is no number.
  if (!(text.charCodeAt(end) >= 0x300)) return end;
  MARKS_HERE.lastIndex = end;
  const marks = MARKS_HERE.exec(text)?.[0];
  const last = text.charAt(end - 1);
  const unit = last + (marks ?? '');
  const normal = unit.normalize();
  if (!normal.startsWith(last)) return undefined;
  // Marks that only change their order stand where they stood.
  return normal.length === unit.length ? end : end - 1 + unit.length;
}
