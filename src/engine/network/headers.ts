/** HTTP header fields, sent and received. */

import { reachOfHost } from '../url/addresses.ts';
import { languageTag } from '../wording/language.ts';

/** Names are in lower case. A field that occurs more than once is an array. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** All values of a field, in their order. */
export function fields(headers: Headers, name: string): readonly string[] {
  const value = headers[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The value of a field. Several values are joined with commas (RFC 9110, section 5.3). */
export function field(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/**
 * The header fields of each request: those that browsers send, with their values and in their order. Some servers fail at
 * anything else. Host and Connection stand before them.
 * @param cookie value of Cookie; empty if there is none
 */
export function requestHeaders(url: URL, userAgent: string, cookie: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-encoding': acceptEncoding(url),
    'accept-language': languages(languageTag()),
    ...(cookie ? { cookie } : {}),
  };
}

/** Over plain HTTP, browsers do not ask for the newer codings, because old proxies on the way damage them. */
function acceptEncoding({ hostname, protocol }: URL): string {
  const isSafe = protocol === 'https:' || reachOfHost(hostname) === 'loopback';
  return isSafe ? 'gzip, deflate, br, zstd' : 'gzip, deflate';
}

/** Of the language that was asked for last. `Intl` takes longer than all the rest of a request's fields. */
let last = { tag: '', value: '' };

function languages(tag: string): string {
  if (tag !== last.tag) last = { tag, value: acceptLanguage(tag) };
  return last.value;
}

/** As Chrome sends it: the person's language, and English after any other. @param tag in BCP 47, such as `de` */
export function acceptLanguage(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  const first = `${language}-${region},${language};q=0.9`;
  return language === 'en' ? first : `${first},en-US;q=0.8,en;q=0.7`;
}
