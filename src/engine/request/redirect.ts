/** Reads redirects: where they lead, and whether to follow them. */

import * as l10n from '@vscode/l10n';
import { LONGEST_URL } from '../links/checkUrl.ts';
import { type FailureCode, FailureError, failure } from '../model/failure.ts';
import type { Head } from '../network/exchange/transport.ts';
import { fields } from '../network/headers.ts';
import { escapeBytes } from '../url/headerBytes.ts';
import { isBlockedPort } from '../url/ports.ts';
import { clip } from '../wording/safeText.ts';
import { shortUrl } from '../wording/shortUrl.ts';
import { userInfo } from './urlSignIn.ts';

/**
 * Maximum number of redirects, as in browsers (Fetch Standard, HTTP-redirect fetch). Link checkers that stop after ten
 * call pages dead that people can read, such as those that ask a sign-in server for a session first.
 */
export const MOST_REDIRECTS = 20;

/** Maximum number of characters of each URL in a message. */
const LONGEST_SHOWN = 100;

/** Maximum number of characters of a scheme in a message. */
const LONGEST_SCHEME = 50;

/** How many URLs of a long way are shown at its beginning, and how many at its end. */
const SHOWN_AT_ENDS = 3;

const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);

/** Whether the response redirects (RFC 9110, section 15.4). */
export function isRedirect({ status, headers }: Pick<Head, 'status' | 'headers'>): boolean {
  // Status 300 offers a choice. If there is a Location, it is the server's choice.
  return REDIRECTS.has(status) && (status !== 300 || fields(headers, 'location').length > 0);
}

/** Where a redirect leads. */
export interface Redirect {
  /** Without user name and password: they come from the server, so they are not sent. */
  readonly url: URL;
  /** The user name and password that the server gave for it, as in a URL. Empty if it gave none. */
  readonly userInfo: string;
}

/**
 * Reads a redirect. Whether its address may be requested is another question.
 * @param from URL of the response
 * @throws {FailureError} REDIRECT_INVALID, REDIRECT_SCHEME
 */
export function readRedirect({ headers }: Pick<Head, 'headers'>, from: URL): Redirect {
  const url = resolve(locationOf(headers), from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refuse(
      'REDIRECT_SCHEME',
      l10n.t("The server redirects to {0}, which can't be scanned", clip(url.protocol, LONGEST_SCHEME)),
    );
  }
  if (isBlockedPort(url)) {
    throw refuse(
      'REDIRECT_INVALID',
      l10n.t('The server redirects to port {0}, which is blocked, as in browsers', url.port),
    );
  }
  const { length } = url.href;
  if (length > LONGEST_URL) {
    throw refuse(
      'REDIRECT_INVALID',
      l10n.t('The server redirects to a URL of {0} characters; the limit is {1}', length, LONGEST_URL),
    );
  }
  // A target without a fragment inherits the fragment of the URL before it (Fetch Standard, HTTP-redirect fetch).
  if (!url.hash) url.hash = from.hash;
  const given = userInfo(url);
  url.username = '';
  url.password = '';
  return { url, userInfo: given };
}

/** The URLs of a way as a part of a sentence. Only the ends of a long way are shown. */
export function wayText(urls: readonly URL[]): string {
  const isLong = urls.length > 2 * SHOWN_AT_ENDS + 1;
  const shown = isLong ? [...urls.slice(0, SHOWN_AT_ENDS), ...urls.slice(-SHOWN_AT_ENDS)] : urls;
  const texts = shown.map(({ href }) => shortUrl(href, LONGEST_SHOWN));
  if (isLong) texts.splice(SHOWN_AT_ENDS, 0, '…');
  return texts.join(' → ');
}

/** @throws {FailureError} REDIRECT_INVALID */
function locationOf(headers: Head['headers']): string {
  const [location = '', ...more] = new Set(fields(headers, 'location').map(escapeBytes));
  if (more.length)
    throw refuse('REDIRECT_INVALID', l10n.t('The server redirects to more than one place at once'));
  if (!location.trim())
    throw refuse('REDIRECT_INVALID', l10n.t('The server redirects, but does not say where to'));
  return location;
}

/** @throws {FailureError} REDIRECT_INVALID */
function resolve(location: string, from: URL): URL {
  const url = URL.parse(location, from.href);
  if (url) return url;
  throw refuse(
    'REDIRECT_INVALID',
    l10n.t(
      'The server redirects to something that is not a URL: {0}',
      shortUrl(location.trim(), LONGEST_SHOWN),
    ),
  );
}

export function refuse(code: FailureCode, message: string): FailureError {
  return new FailureError(failure(code, message));
}
