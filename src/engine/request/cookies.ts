/** The cookies of one line, forgotten with it: some sites redirect to themselves until their cookie comes back. */

import { parseCookie } from '../network/undici.ts';

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  /** Without a dot in front; a cookie without a domain goes back to its own host only. */
  readonly domain: string;
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
}

/** A site that sets more is not worth remembering. */
const MOST_COOKIES = 50;

/** Follows RFC 6265, section 5, as far as it matters to a jar that lives for some seconds. */
export class CookieJar {
  readonly #cookies = new Map<string, StoredCookie>();

  /** @param fields values of Set-Cookie, as received */
  store(fields: readonly string[], url: URL): void {
    for (const field of fields) {
      const cookie = parse(field);
      if (!cookie) continue;
      const domain = cookie.domain?.replace(/^\./, '').toLowerCase() || url.hostname;
      if (!isWithin(url.hostname, domain)) continue;
      const path = cookie.path?.startsWith('/') ? cookie.path : directory(url.pathname);
      const key = [domain, path, cookie.name].join(';');
      const isExpired = (cookie.maxAge ?? 1) <= 0 || (cookie.expires && Number(cookie.expires) <= Date.now());
      if (isExpired) this.#cookies.delete(key);
      else if (this.#cookies.size < MOST_COOKIES) {
        const { name, value, secure = false } = cookie;
        this.#cookies.set(key, { name, value, domain, isHostOnly: !cookie.domain, path, isSecure: secure });
      }
    }
  }

  /** The Cookie header for a URL; empty when there is nothing to send. */
  header(url: URL): string {
    if (!this.#cookies.size) return '';
    return [...this.#cookies.values()]
      .filter(({ domain, isHostOnly, isSecure, path }) => {
        const isHost = isHostOnly ? url.hostname === domain : isWithin(url.hostname, domain);
        return isHost && isBelow(url.pathname, path) && (!isSecure || url.protocol === 'https:');
      })
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}

function parse(field: string): ReturnType<typeof parseCookie> {
  try {
    return parseCookie(field);
  } catch {
    return null;
  }
}

/** A cookie for a whole top-level domain goes nowhere, since no host is one. */
function isWithin(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && domain.includes('.'));
}

function directory(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isBelow(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
