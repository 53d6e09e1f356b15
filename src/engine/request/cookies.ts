/** The cookies of one target. Some sites redirect to themselves until the request has their cookie. */

import { isIP } from 'node:net';
import { reachOfHost } from '../url/addresses.ts';
import { parseSetCookie, type SetCookie } from './setCookie.ts';

interface StoredCookie extends SetCookie {
  readonly domain: string;
  /** Whether the cookie is for its own host only, because it was set without a domain. */
  readonly isHostOnly: boolean;
  readonly path: string;
}

/** Maximum number of cookies. A browser keeps 50 or more of each site (RFC 6265, section 6.1). */
const MOST_COOKIES = 100;

/**
 * Stores cookies by RFC 6265bis, section 5.7, as they matter for the redirects of one page. There is no list of public
 * suffixes: a cookie for `co.uk` reaches no other target.
 */
export class CookieJar {
  /** In the order of their creation. */
  readonly #cookies = new Map<string, StoredCookie>();

  /** Stores the cookies of a response. @param fields values of Set-Cookie, as received */
  store(fields: readonly string[], url: URL, now = Date.now()): void {
    for (const field of fields) {
      const cookie = parseSetCookie(field, now);
      const stored = cookie && accept(cookie, url);
      if (stored && !this.#isProtected(stored, url)) this.#set(stored, now);
    }
  }

  /** The value of Cookie for a URL; empty if there is none to send. */
  header(url: URL, now = Date.now()): string {
    if (!this.#cookies.size) return '';
    return [...this.#cookies.values()]
      .filter(({ domain, expires, isHostOnly, isSecure, path }) => {
        const isHost = isHostOnly ? url.hostname === domain : isWithin(url.hostname, domain);
        return isHost && expires > now && isBelow(url.pathname, path) && (!isSecure || isTrusted(url));
      })
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => (name ? `${name}=${value}` : value))
      .join('; ');
  }

  #set(cookie: StoredCookie, now: number): void {
    const { domain, isHostOnly, name, path } = cookie;
    const key = [isHostOnly ? domain : `.${domain}`, path, name].join(';');
    if (cookie.expires <= now) {
      this.#cookies.delete(key);
      return;
    }
    this.#cookies.set(key, cookie);
    if (this.#cookies.size > MOST_COOKIES) this.#cookies.delete(this.#cookies.keys().next().value as string);
  }

  /** Whether an unencrypted response would replace or hide a secure cookie. */
  #isProtected({ domain, name, path }: StoredCookie, url: URL): boolean {
    if (isTrusted(url)) return false;
    return [...this.#cookies.values()].some(other => {
      const isSame = other.isSecure && other.name === name;
      return (
        isSame &&
        isBelow(path, other.path) &&
        (isWithin(domain, other.domain) || isWithin(other.domain, domain))
      );
    });
  }
}

/** The cookie as it is stored for a response of a URL; `undefined` if it is refused. */
function accept(cookie: SetCookie, url: URL): StoredCookie | undefined {
  const { isSecure, name, value } = cookie;
  const host = url.hostname;
  if (isSecure && !isTrusted(url)) return undefined;
  if (cookie.domain && !isWithin(host, cookie.domain)) return undefined;
  const [prefix] = /^__(?:host|secure)-/i.exec(name || value) ?? [];
  if (prefix) {
    if (!name || !isSecure) return undefined;
    if (/host/i.test(prefix) && (cookie.domain || cookie.path !== '/')) return undefined;
  }
  return {
    ...cookie,
    domain: cookie.domain || host,
    isHostOnly: !cookie.domain,
    path: cookie.path ?? directory(url.pathname),
  };
}

/** Whether secure cookies may go over the connection. Browsers trust this machine, too. */
function isTrusted({ hostname, protocol }: URL): boolean {
  return protocol === 'https:' || reachOfHost(hostname) === 'loopback';
}

/** Whether a cookie for the domain is also for the host. A cookie for a top-level domain is for no other host. */
function isWithin(host: string, domain: string): boolean {
  return host === domain || (isDivided(domain) && host.endsWith(`.${domain}`) && !isAddress(host));
}

/** Whether a name has a dot, apart from one at its end. */
function isDivided(domain: string): boolean {
  return domain.slice(0, -1).includes('.');
}

function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

/** The path of cookies that have none (RFC 6265, section 5.1.4). */
function directory(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isBelow(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
