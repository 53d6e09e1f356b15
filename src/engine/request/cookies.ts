/** The cookies of one target. Some sites redirect to themselves until the request has their cookie. */

import { parseCookie } from '../network/undici.ts';

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  /** Without a leading dot. */
  readonly domain: string;
  /** Whether the cookie is for its own host only, because it was set without a domain. */
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
}

/** Maximum number of cookies. Further ones are ignored. */
const MOST_COOKIES = 50;

/** Stores cookies by RFC 6265, section 5, but only implements what matters within some seconds. */
export class CookieJar {
  readonly #cookies = new Map<string, StoredCookie>();

  /** Stores the cookies of a response. @param fields values of Set-Cookie, as received */
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

  /** The value of Cookie for a URL; empty if there is none to send. */
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

/** Whether a cookie for the domain is also for the host. A cookie for a top-level domain is for no host. */
function isWithin(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && domain.includes('.'));
}

function directory(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isBelow(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
