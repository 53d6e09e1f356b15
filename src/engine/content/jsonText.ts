/** The strings of a JSON page (RFC 8259), with their escapes decoded. */

import type { Replacement } from '../wording/replacement.ts';
import type { MediaType } from './mediaType.ts';

/** RFC 8259, section 11; RFC 6839, section 3.1; and what servers call it otherwise. */
const JSON_TYPE = /^(?:application|text)\/json$|\+json$/;

/** What is not JSON between two strings: other characters, or other words than its three. */
const NOT_BETWEEN_STRINGS =
  /[^ \t\n\r{}[\],:\d+\-.a-zE]|(?<![a-z\d.])(?!(?:true|false|null)(?![a-z\d.]))[a-z]/;

/** What matters within a string. Control characters must be escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const IN_STRING = /["\\\0-\x1f]/g;

const ESCAPE = /\\(?:u([0-9a-f]{4})|(["\\/bfnrt]))/iy;

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

export function isJson({ essence }: MediaType): boolean {
  return JSON_TYPE.test(essence);
}

/**
 * The escapes in the strings of a JSON text, with what they stand for. From where the text is no JSON, such as at a
 * comment, it is taken as it stands; so are the values after a mistake that only the grammar tells.
 */
export function* stringEscapes(text: string): Generator<Replacement> {
  // Most pages have no escapes.
  if (!text.includes('\\')) return;
  let done = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', done)) {
    if (NOT_BETWEEN_STRINGS.test(text.slice(done, quote))) return;
    IN_STRING.lastIndex = quote + 1;
    for (let found = IN_STRING.exec(text); found?.[0] !== '"'; found = IN_STRING.exec(text)) {
      const start = found?.index ?? text.length;
      ESCAPE.lastIndex = start;
      const [written, code, character = ''] = ESCAPE.exec(text) ?? [];
      if (!written) return;
      const decoded = code
        ? String.fromCharCode(Number.parseInt(code, 16))
        : (ESCAPED[character] ?? character);
      const end = start + written.length;
      yield { start, end, text: decoded };
      IN_STRING.lastIndex = end;
    }
    done = IN_STRING.lastIndex;
  }
}
