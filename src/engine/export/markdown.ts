/** Text as Markdown that shows it, character by character, whatever it says (CommonMark, and GitHub's extensions). */

import { safeText } from '../displayText.ts';

/** Keeps characters apart without being seen. Unlike a zero-width space it is no place to break a line. */
const WORD_JOINER = '\u2060';

/**
 * Prose, for a line or for a cell of a table: no link, image, tag, mention or format comes of it. Renderers make links
 * of `https://…`, `www.…` and addresses even where they are escaped, so those are kept apart by what is not seen.
 */
export function markdownText(text: string): string {
  return safeText(text)
    .trim()
    .replace(/\/(?=\/)/g, `/${WORD_JOINER}`)
    .replace(/www(?=\.)/gi, `$&${WORD_JOINER}`)
    .replaceAll('@', `${WORD_JOINER}@${WORD_JOINER}`)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Code, which can be copied as it is: for URLs. Not for a cell of a table, where a `|` would end it. */
export function markdownCode(text: string): string {
  const content = safeText(text).trim();
  if (!content) return '';
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank keeps a backtick of the text off the fence, and is not shown.
  const pad = longest ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Code for a cell of a table. A `|` can be told from the end of the cell in prose only. */
export function markdownCell(text: string): string {
  return text.includes('|') ? markdownText(text) : markdownCode(text);
}
