/** Unicode Normalization Form C, with the way back to the text as it was (Unicode Standard Annex 15). */

import { TextMap } from './textMap.ts';

/** Every character below is in form C, and starts a part of its own. */
const FIRST_COMBINING = /[\u0300-\uffff]/;

/** A run of characters that may be changed, with the one that may combine with its first. */
const RUN = /[\0-\u02ff]?[\u0300-\u{10ffff}]+/gu;

/** A character and those that may combine with it: marks, vowels and final consonants of Hangul and Kirat Rai. */
const UNIT = /[\s\S][\p{M}\u1160-\u11ff\u{16d63}-\u{16d6a}]*/gu;

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
