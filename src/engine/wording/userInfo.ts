/** Finds user names and passwords in URLs. */

/** A range of a text, in UTF-16 units. The end is behind the last one. */
export type TextRange = readonly [start: number, end: number];

/** The user information at the start of a text, where the scheme may be missing, without the `@` behind it. */
export function leadingUserInfo(text: string): TextRange | undefined {
  if (!text.includes('@')) return undefined;
  const [scheme = ''] = /^(?:(?:https?|mailto):|[a-z][a-z0-9+.-]*:(?=[\\/]))?[\\/]*/i.exec(text) ?? [];
  const at = atBeforeHost(text.slice(scheme.length));
  return at === undefined ? undefined : [scheme.length, scheme.length + at];
}

/** The user information of each URL within a text, without the `@` behind it. */
export function* innerUserInfo(text: string): Generator<TextRange> {
  for (const { 0: all, 1: before = '', index } of text.matchAll(/(:?[\\/]{2,})[^\\/?#&\s]*/g)) {
    const at = all.lastIndexOf('@');
    // The URL parser drops the colon of a scheme that stands twice, as in `https://http://user:password@host/`.
    const isUrl = before.startsWith(':') || all.includes(':');
    if (at > before.length && isUrl) yield [index + before.length, index + at];
  }
}

/** The offset of the `@` before the host; `undefined` if there is no user information. @param rest without scheme */
function atBeforeHost(rest: string): number | undefined {
  const last = rest.lastIndexOf('@');
  const authority = authorityOf(rest);
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    // In `user:p@ss/word@host` the first `@` is part of the password, because the text after it cannot be a host and
    // another `@` follows.
    return last > at && !looksLikeHost(authority.slice(at + 1)) ? last : at;
  }
  if (last < 0 || !authority.includes(':')) return undefined;
  // `user:pa/ss@host`: the password holds an unencoded slash, question mark or hash. Digits behind the colon may be a
  // port, or the beginning of such a password; it is a port if the name before the colon may be a host.
  if (!/^(?:\[[^\]]*\](?::\d*)?|[^:]*:\d*)$/.test(authority)) return last;
  return !looksLikeHost(authority) && looksLikeHost(authorityOf(rest.slice(last + 1))) ? last : undefined;
}

function authorityOf(rest: string): string {
  return /^[^\\/?#]*/.exec(rest)?.[0] ?? '';
}

/** Whether a host, with a port or without, is an address, has a dot, or is this machine. */
function looksLikeHost(authority: string): boolean {
  return authority.includes('.') || /^(?:localhost|\[[^\]]*\])(?::\d*)?$/i.test(authority);
}
