/** Guesses the URL that is meant by one that does not work: lists are cut out of sentences, HTML, JSON and code. */

import { percentDecoded } from '../wording/percentDecoding.ts';

/** What is probably wrong with a URL. */
export interface Mended {
  /** The URL that is probably meant. */
  readonly url: string;
  /** What does not belong to it, decoded. */
  readonly wrong: string;
  /** Where it stands: around the URL, or in the place of an `&`. */
  readonly place: 'start' | 'end' | 'ampersand';
}

/** Marks and closing quotes that follow a URL in a text. */
const ENDS = new Set(';.,:!\'"`|<”’»›…。，、；：！');

/** Closing brackets, which follow a URL if they close nothing in it, and what opens them. */
const BRACKETS: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '>': '<',
  '）': '（',
  '】': '【',
  '」': '「',
};

const OPENINGS = /^[<([{"'`“‘«（【「]+(?=https?:\/\/)/i;

/** `&` as HTML writes it, and the same percent-encoded. */
const AMPERSAND = /(?:&|%26)(?:amp(?:;|%3b))+|&#(?:0{0,9}38|x0{0,9}26);/gi;

/** The last character of a URL, which may be percent-encoded, then with one or three bytes. */
const LAST_CHARACTER = /(?:%[0-9a-f]{2}){3}$|%[2-7][0-9a-f]$|.$/isu;

/** How many characters are taken off the end at most. */
const MOST_TAKEN = 20;

/**
 * Mends a URL. A fragment stays as it is: it is not sent, so it is not the reason why a URL does not work.
 * @param text a URL as it stands in a list, or normalised
 * @returns `undefined` if nothing is wrong that this function knows
 */
export function mendedUrl(text: string): Mended | undefined {
  const unescaped = text.replace(AMPERSAND, '&');
  const start = OPENINGS.exec(unescaped)?.[0] ?? '';
  const hash = unescaped.indexOf('#');
  const sent = unescaped.slice(start.length, hash < 0 ? undefined : hash);
  const body = withoutEnd(sent);
  const url = body + (hash < 0 ? '' : unescaped.slice(hash));
  if (url === text || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return undefined;
  if (start) return { url, wrong: start, place: 'start' };
  const end = percentDecoded(sent.slice(body.length));
  if (end) return { url, wrong: isBare(sent) ? end.slice(0, -1) : end, place: 'end' };
  return { url, wrong: text.match(AMPERSAND)?.[0] ?? '', place: 'ampersand' };
}

/** Whether the path is only the slash that the URL parser adds to a host. */
function isBare(url: string): boolean {
  return /^[^/]*\/\/[^/?]*\/$/.test(url);
}

function withoutEnd(url: string): string {
  const whole = isBare(url) ? url.slice(0, -1) : url;
  let rest = whole;
  for (let taken = 0; taken < MOST_TAKEN; taken++) {
    const last = LAST_CHARACTER.exec(rest.slice(-9))?.[0] ?? '';
    const character = percentDecoded(last);
    const opening = BRACKETS[character];
    const isWrong = opening ? !isClosing(character, opening, rest) : ENDS.has(character);
    if (!isWrong) break;
    rest = rest.slice(0, -last.length);
  }
  return rest === whole ? url : rest;
}

/** Whether a bracket at the end of a URL closes one within it, as in `/wiki/Python_(genus)`. */
function isClosing(bracket: string, opening: string, url: string): boolean {
  const plain = percentDecoded(url);
  return plain.split(opening).length >= plain.split(bracket).length;
}
