/** Characters as a person reads them: some are not there, and no-break spaces are spaces. */

import { type Replacement, replaced } from './replacement.ts';
import { SPACELESS } from './scripts.ts';

const NO_BREAK = '\u00a0\u2007\u202f';

/**
 * No-break spaces, and characters without a sign of their own (Unicode's Default_Ignorable_Code_Point), such as the soft
 * hyphen and the zero-width space. Browsers' Find passes over them, too. The fillers of Hangul are letters. A list of
 * UTF-16 units is several times faster than the property.
 */
const READ_OTHERWISE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is meant for itself
  /[\u00a0\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u2007\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]/g;

/** A zero-width space, which stands between words of Khmer, Thai and other scripts without spaces. */
const WORD_BREAK = '\u200b';
const BETWEEN_WORDS = new RegExp(`(?<=${SPACELESS})${WORD_BREAK}(?=${SPACELESS})`, 'uy');

/**
 * A text as a person reads it.
 * @param hasWords whether words matter. Zero-width spaces then stay between letters of scripts without other spaces
 */
export function asRead(text: string, hasWords = false): string {
  return replaced(text, readings(text, hasWords));
}

/** The pieces of a text that {@link asRead} replaces, in the order of the text. */
export function* readings(text: string, hasWords = false): Generator<Replacement> {
  for (const { 0: written, index } of text.matchAll(READ_OTHERWISE)) {
    if (hasWords && written === WORD_BREAK && isBetweenWords(text, index)) continue;
    yield { start: index, end: index + written.length, text: NO_BREAK.includes(written) ? ' ' : '' };
  }
}

function isBetweenWords(text: string, at: number): boolean {
  BETWEEN_WORDS.lastIndex = at;
  return BETWEEN_WORDS.test(text);
}
