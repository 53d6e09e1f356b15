/** Reads Set-Cookie (RFC 6265bis, section 5.6). */

import { cookieDate } from './cookieDate.ts';

export interface SetCookie {
  /** Empty if the cookie has none. */
  readonly name: string;
  readonly value: string;
  /** In ms since 1970. `Infinity` if it does not expire while the target is scanned. */
  readonly expires: number;
  /** As given, without a leading dot, in lower case. Empty if the cookie is for its own host only. */
  readonly domain: string;
  /** Absent if the path of the URL decides. */
  readonly path: string | undefined;
  readonly isSecure: boolean;
}

/** Limits of browsers for name and value together, and for the value of an attribute, in bytes. */
const LONGEST_COOKIE = 4096;
const LONGEST_ATTRIBUTE = 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const CONTROLS = /[\0-\x08\x0a-\x1f\x7f]/;

/**
 * @param field value of Set-Cookie, decoded as Latin-1: one character for each byte
 * @param now in ms since 1970
 * @returns `undefined` if browsers ignore the field
 */
export function parseSetCookie(field: string, now: number): SetCookie | undefined {
  if (CONTROLS.test(field)) return undefined;
  const [pair = '', ...attributes] = field.split(';');
  const [name, value] = pair.includes('=') ? divide(pair) : ['', trimBlanks(pair)];
  const { length } = name + value;
  if (!length || length > LONGEST_COOKIE) return undefined;
  let expires: number | undefined;
  let lifetime: number | undefined;
  let domain = '';
  let path: string | undefined;
  let isSecure = false;
  for (const attribute of attributes) {
    const [key, text] = divide(attribute);
    if (text.length > LONGEST_ATTRIBUTE) continue;
    switch (key.toLowerCase()) {
      case 'expires':
        expires = cookieDate(text) ?? expires;
        break;
      case 'max-age':
        if (/^-?\d+$/.test(text)) lifetime = Number(text);
        break;
      case 'domain':
        domain = text.replace(/^\./, '').toLowerCase();
        break;
      case 'path':
        path = text.startsWith('/') ? text : undefined;
        break;
      case 'secure':
        isSecure = true;
        break;
    }
  }
  // Max-Age wins, wherever it stands.
  const end = lifetime === undefined ? (expires ?? Infinity) : lifetime > 0 ? now + lifetime * 1_000 : 0;
  return { name, value, expires: end, domain, path, isSecure };
}

/** The texts before and behind the first `=`. The second is empty if there is none. */
function divide(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [trimBlanks(text), ''] : [trimBlanks(text.slice(0, at)), trimBlanks(text.slice(at + 1))];
}

/** Only blanks and tabs are white space here: `trim` would also take bytes of a value, such as 0xA0. */
function trimBlanks(text: string): string {
  const isBlank = (at: number) => text[at] === ' ' || text[at] === '\t';
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(start)) start++;
  while (start < end && isBlank(end - 1)) end--;
  return text.slice(start, end);
}
