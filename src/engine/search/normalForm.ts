/** Unicode Normalization Form C (Unicode Standard Annex 15), with positions mapped back to the original text. */

import { TextMap } from '../content/textMap.ts';
import { changesToFormC, endOfMarks, hasTooManyMarks } from '../wording/formC.ts';

/**
 * Converts a text to form C, so that `é` is found whether it is one character or two.
 * @returns `undefined` if the text is already in form C, as most texts are
 */
export function inFormC(text: string): TextMap | undefined {
  return TextMap.replacing(text, changesToFormC(text));
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
  const last = text.charAt(end - 1);
  const unit = text.slice(end - 1, endOfMarks(text, end));
  if (hasTooManyMarks(unit)) return end;
  const normal = unit.normalize();
  if (!normal.startsWith(last)) return undefined;
  // Marks that are only reordered do not change the end.
  return normal.length === unit.length ? end : end - 1 + unit.length;
}
