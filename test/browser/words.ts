/** The words of a text, for asking after them one by one. */

import { spread } from '../rig/spread.mjs';

/** Longer words are not asked after. */
const LONGEST_WORD = 100;

const WORD = /[\p{L}\p{M}\p{N}]{3,}/gu;
/** Two words on a line, with a single space between them. */
const PAIR = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]{2,100} [\p{L}\p{M}\p{N}]{2,100}(?![\p{L}\p{M}\p{N}])/gu;

/** A text as a person reads it: nobody sees soft hyphens, and every blank looks like a space. */
export function asRead(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .normalize();
}

/** Some of a text's words, and of its pairs of neighbours, spread over it. */
export function termsOf(text: string, most: number): string[] {
  const pairs = [...new Set(text.match(PAIR))];
  return [...spread(wordsOf(text), most), ...spread(pairs, most)];
}

/** Some of the words that one text has and the other has not, spread over it. Case does not matter. */
export function wordsMissing(from: string, text: string, most: number): string[] {
  const there = text.toLowerCase();
  const missing = wordsOf(from.normalize()).filter(word => !there.includes(word.toLowerCase()));
  return spread(missing, most);
}

function wordsOf(text: string): string[] {
  return [...new Set(text.match(WORD))].filter(word => word.length <= LONGEST_WORD);
}
