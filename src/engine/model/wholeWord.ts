/** Where words begin and end. */

import { SPACELESS, SPACELESS_SCRIPTS } from '../wording/scripts.ts';

/** Characters of a word. Combining marks are included, because they belong to the letter before them. */
const WORD = '[\\p{L}\\p{M}\\p{N}_]';

/**
 * A place where the script changes from or to one without spaces, such as both ends of `Python` in `使用Python编写`. Marks
 * and modifier letters go with the character before them, whatever its script. Within one such script, words cannot be
 * told apart by their characters.
 */
const SCRIPT_CHANGE = [
  // This is not necessary, but excludes most places quickly.
  `(?:(?<=${SPACELESS})|(?=${SPACELESS}))`,
  '(?![\\p{M}\\p{Lm}])(?<!\\p{sc=Zinh})',
  `(?:${SPACELESS_SCRIPTS.map(script => `(?<=[${script}])(?![${script}])|(?<![${script}])(?=[${script}])`).join('|')})`,
].join('');

const START = `(?:(?<!${WORD})|${SCRIPT_CHANGE})`;
const END = `(?:(?!${WORD})|${SCRIPT_CHANGE})`;

/** In UTF-16 units. An expression that has a longer text twice may be too large. */
const LONGEST_TWICE = 1000;

/**
 * The source of a regular expression that matches another one only as a whole word.
 * @param isText whether the other is a text, without groups. Its search is then several times faster
 */
export function asWholeWord(source: string, isText: boolean): string {
  // A text is looked for first, and the places around it only where it stands.
  const first = isText && source.length <= LONGEST_TWICE ? `(?=${source})` : '';
  return `${first}${START}(?:${source})${END}`;
}
