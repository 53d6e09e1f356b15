/** Rules of Markdown for the text around its syntax. */

import { decodedReferences } from '../markup/decoded.ts';

/** A backslash in front of ASCII punctuation (CommonMark, section 2.4). */
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** A line break of VS Code other than a line feed. */
const OTHER_BREAK = /\r\n?/g;

/** The first line of a front matter, and a second one that shows that it is one, and not a line across the page. */
const FRONT_MATTER = /^\ufeff?(---|\+\+\+)[ \t]*\n(?=\s*(?:["'\w.-]+[ \t]*[:=]|\1))/;

/** The last line of a front matter. */
const FRONT_MATTER_END = /^(?:---|\+\+\+|\.\.\.)[ \t]*$/gm;

/** A text of the same length, whose lines end with a line feed. */
export function withLineFeeds(text: string): string {
  return text.replace(OTHER_BREAK, ending => '\n'.padStart(ending.length));
}

/** The offset behind the settings with which a document may begin; 0 if there are none. */
export function endOfFrontMatter(text: string): number {
  const start = FRONT_MATTER.exec(text);
  if (!start) return 0;
  FRONT_MATTER_END.lastIndex = start[0].length;
  return FRONT_MATTER_END.exec(text) ? FRONT_MATTER_END.lastIndex : 0;
}

/** A text without the escapes and character references of Markdown. */
export function unescaped(text: string): string {
  // A reference does not begin with an escaped `&`, and an escape does not begin within a reference.
  return text
    .split(/(\\[!-/:-@[-`{-~])/)
    .map((part, index) => (index % 2 ? part.replace(ESCAPE, '$1') : decodedReferences(part)))
    .join('');
}

/** The key by which a definition and its uses find each other (CommonMark, section 4.7). */
export function keyOf(label: string): string {
  return label.trim().replace(/\s+/gu, ' ').toLowerCase().toUpperCase();
}
