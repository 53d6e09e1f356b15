/** The texts that a fragment names, such as `#:~:text=Hello` (URL Fragment Text Directives). */

import { asRead } from '../wording/asRead.ts';
import { formC } from '../wording/formC.ts';
import { percentDecoded } from '../wording/percentDecoding.ts';

/** `text=[prefix-,]start[,end][,-suffix]`. All parts are {@link asCompared}. */
export interface TextDirective {
  readonly prefix: string;
  readonly start: string;
  /** Empty if the text is only {@link start}. */
  readonly end: string;
  readonly suffix: string;
}

const TEXT = 'text=';

/** A text that occurs more often is taken as found, so that the work stays in proportion to the page. */
const MOST_OCCURRENCES = 1_000;

/** A text in the form in which texts are compared: as a person reads it, white space as one space, in lower case. */
export function asCompared(text: string): string {
  return asRead(formC(text)).replace(/\s+/g, ' ').toLowerCase();
}

/** The texts that directives name. Those that are not well-formed are left out, as browsers do. @param directives behind `:~:` */
export function textDirectives(directives: string): TextDirective[] {
  return directives.split('&').flatMap(directive => {
    if (!directive.startsWith(TEXT)) return [];
    // Commas and hyphens of the text itself are percent-encoded.
    const parts = directive.slice(TEXT.length).split(',');
    const prefix = parts[0]?.endsWith('-') ? (parts.shift()?.slice(0, -1) ?? '') : '';
    const suffix = parts.at(-1)?.startsWith('-') ? (parts.pop()?.slice(1) ?? '') : '';
    const [start = '', end = ''] = parts;
    const found = { prefix: plain(prefix), start: plain(start), end: plain(end), suffix: plain(suffix) };
    return found.start && parts.length <= 2 ? [found] : [];
  });
}

function plain(part: string): string {
  return asCompared(percentDecoded(part)).trim();
}

/** Whether a page holds a text. @param text of the page, {@link asCompared} */
export function holdsText(text: string, { end, prefix, start, suffix }: TextDirective): boolean {
  const isBehind = (at: number) => !prefix || before(text, at, prefix.length + 1).endsWith(prefix);
  const isBefore = (at: number) => !suffix || behind(text, at, suffix.length + 1).startsWith(suffix);
  const first = find(text, start, 0, at => isBehind(at) && (end !== '' || isBefore(at + start.length)));
  if (first < 0 || !end) return first >= 0;
  return find(text, end, first + start.length, at => isBefore(at + end.length)) >= 0;
}

/** Where a part stands for which a condition holds; -1 if nowhere. */
function find(text: string, part: string, from: number, holds: (at: number) => boolean): number {
  let at = text.indexOf(part, from);
  for (let count = 1; at >= 0 && count < MOST_OCCURRENCES && !holds(at); count++)
    at = text.indexOf(part, at + 1);
  return at;
}

/** What stands before an offset, without the space between. */
function before(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - length), at).trimEnd();
}

function behind(text: string, at: number, length: number): string {
  return text.slice(at, at + length).trimStart();
}
