/** The way of a target: the URLs that are requested for it, from that of the line on. */

import * as l10n from '@vscode/l10n';
import type { Facts } from '../model/outcome.ts';
import type { Head } from '../network/exchange/transport.ts';
import { mayLead, type PrivateAddresses, type Reach, reachOfHost } from '../url/addresses.ts';
import { cutUrl, cutUrls } from '../wording/shortUrl.ts';
import type { Credential } from './credentials.ts';
import { MOST_REDIRECTS, readRedirect, refuse, wayText } from './redirect.ts';
import { urlSignIn, userInfo } from './urlSignIn.ts';

/**
 * Limits for what an outcome keeps of the URLs that servers redirect to, in characters: for the last URL, and for all of
 * them together. A server may send 64 KB with each redirect, and all outcomes of a scan are kept.
 */
const LONGEST_FINAL_URL = 4 * 1024;
const LONGEST_CHAIN = 8 * 1024;

/** Statuses of permanent redirects: the new URL should replace the old one (RFC 9110, section 15.4). */
const PERMANENT = new Set([301, 308]);

export class Way {
  /** The header for the user name and password in the line, if it has some. */
  readonly signIn: Credential | undefined;
  /** The URL of the line as it stands there. */
  readonly #listed: URL;
  readonly #urls: URL[];
  readonly #userInfo: string;
  #isMoved: boolean;
  #reach: Reach;

  /** @param line URL of the line */
  constructor(line: URL) {
    this.#listed = line;
    this.signIn = urlSignIn(line);
    this.#userInfo = userInfo(line);
    // The new URL lacks the user name and password of the old one.
    this.#isMoved = !this.signIn;
    this.#urls = [withoutUserInfo(line)];
    this.#reach = reachOfHost(line.hostname);
  }

  /** The URL of the line, without user name and password. */
  get line(): URL {
    return this.#urls[0] as URL;
  }

  /** The URL that is requested now. */
  get url(): URL {
    return this.#urls.at(-1) as URL;
  }

  /** Whether another URL redirected to {@link url}. */
  get isRedirected(): boolean {
    return this.#urls.length > 1;
  }

  /** The way to a page that is shown in a frame of the page at {@link url}. It has the rules of a redirect. */
  toFrame(frame: URL): Way {
    const way = new Way(this.#listed);
    way.#urls.push(...this.#urls.slice(1), frame);
    way.#reach = this.#reach;
    return way;
  }

  /**
   * Whether all requests were to one origin, that of {@link url} included. Elsewhere, others had a say in what is asked
   * next.
   */
  staysWithin(origin: string): boolean {
    return this.#urls.every(url => url.origin === origin);
  }

  /**
   * The reach of the line's host, for the check of the address that {@link url} resolves to; `undefined` if its name tells
   * enough. The line's own host is what a person asked for, wherever it is.
   */
  get lineReach(): Reach | undefined {
    const { hostname } = this.url;
    const isKnown = hostname === this.line.hostname || reachOfHost(hostname) === 'public';
    return isKnown ? undefined : this.#reach;
  }

  /**
   * Tells where the line's host was found. A name such as `app.local` may be this machine, so that its redirects may lead
   * to other names of this machine.
   */
  learnReach(reach: Reach | undefined): void {
    if (!this.isRedirected && reach && reach !== 'public') this.#reach = reach;
  }

  /**
   * Follows a redirect of {@link url}.
   * @returns what an outcome has to tell of it
   * @throws {FailureError} REDIRECT_INVALID, REDIRECT_SCHEME, REDIRECT_PRIVATE, REDIRECT_LOOP, REDIRECT_LIMIT
   */
  follow(head: Pick<Head, 'status' | 'headers'>, privateAddresses: PrivateAddresses): Partial<Facts> {
    const from = this.url;
    const redirect = readRedirect(head, from);
    const { url } = redirect;
    if (!this.mayLeadTo(url, privateAddresses)) {
      const message = l10n.t(
        'The server redirects into a private network: {0}; allow it in the settings',
        wayText([...this.#urls, url]),
      );
      throw refuse('REDIRECT_PRIVATE', message);
    }
    if (this.#urls.length > MOST_REDIRECTS) throw this.#tooLong(url);
    this.#urls.push(url);
    this.#isMoved &&= PERMANENT.has(head.status) && url.href.length <= LONGEST_FINAL_URL;
    const isSent = redirect.userInfo === this.#userInfo && this.staysWithin(this.line.origin);
    const note = noteOn(from, url, redirect.userInfo !== '' && !isSent);
    const chain = this.#urls.map(({ href }) => href);
    return {
      ...(note ? { note } : {}),
      finalUrl: cutUrl(url.href, LONGEST_FINAL_URL),
      chain: cutUrls(chain, LONGEST_CHAIN),
      isMoved: this.#isMoved,
      // The redirect's own status does not describe the page.
      status: undefined,
    };
  }

  /** Whether a redirect or a frame may lead to a URL, by the name of its host. */
  mayLeadTo({ hostname }: URL, privateAddresses: PrivateAddresses): boolean {
    return (
      privateAddresses === 'always' ||
      hostname === this.line.hostname ||
      mayLead(this.#reach, reachOfHost(hostname))
    );
  }

  /**
   * Only the limit ends a circle: a site may redirect to the same URL until the request has its cookie, or until it knows
   * the address of the client.
   */
  #tooLong(url: URL): Error {
    const again = this.#urls.findLastIndex(({ href }) => href === url.href);
    if (again < 0) {
      const way = wayText([...this.#urls, url]);
      return refuse('REDIRECT_LIMIT', l10n.t('More than {0} redirects: {1}', MOST_REDIRECTS, way));
    }
    const circle = wayText([...this.#urls.slice(again), url]);
    return refuse('REDIRECT_LOOP', l10n.t('The redirects go round in a circle: {0}', circle));
  }
}

function withoutUserInfo(url: URL): URL {
  if (!url.username && !url.password) return url;
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain;
}

/** What a person should know about a redirect that was followed. */
function noteOn(from: URL, url: URL, hasSecret: boolean): string | undefined {
  if (hasSecret) return l10n.t('A redirect held a user name or a password, which was not sent');
  return from.protocol === 'https:' && url.protocol === 'http:'
    ? l10n.t('A redirect led from https: to http:, where others on the way can read and change the page')
    : undefined;
}
