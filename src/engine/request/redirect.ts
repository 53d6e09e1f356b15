/** Reads redirects: where they lead, and whether to follow them. */

import * as l10n from '@vscode/l10n';
import { LONGEST_URL } from '../links/urlList.ts';
import { type FailureCode, FailureError, failure } from '../model/failure.ts';
import type { Head } from '../network/exchange/transport.ts';
import { fields } from '../network/headers.ts';
import { type PrivateAddresses, reachOfHost } from '../url/addresses.ts';
import { isBlockedPort } from '../url/ports.ts';
import { clip, displayUrl } from '../wording/safeText.ts';
import type { CookieJar } from './cookies.ts';

/** Maximum number of redirects, as in lychee. Browsers follow 20. */
export const MOST_REDIRECTS = 10;

/** Maximum number of characters of each URL in a message. */
const LONGEST_SHOWN = 200;

const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);

/** A URL that was requested, and the value of Cookie in the request. */
export interface Visit {
  readonly url: URL;
  readonly cookie: string;
}

/** Whether the response redirects (RFC 9110, section 15.4). */
export function isRedirect({ status, headers }: Pick<Head, 'status' | 'headers'>): boolean {
  // Status 300 offers a choice. If there is a Location, it is the server's choice.
  return REDIRECTS.has(status) && (status !== 300 || fields(headers, 'location').length > 0);
}

/**
 * The URL that a redirect leads to, if it may be followed.
 * @param visits all requests so far, the latest last
 * @throws {FailureError} REDIRECT_INVALID, REDIRECT_SCHEME, REDIRECT_PRIVATE, REDIRECT_LOOP, REDIRECT_LIMIT
 */
export function redirectTarget(
  head: Pick<Head, 'headers'>,
  visits: readonly Visit[],
  cookies: CookieJar,
  privateAddresses: PrivateAddresses,
): URL {
  const from = visits.at(-1)?.url as URL;
  const target = resolveLocation(head, from);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw refuse(
      'REDIRECT_SCHEME',
      l10n.t("The server redirects to {0}, which can't be scanned", target.protocol),
    );
  }
  if (isBlockedPort(target)) {
    throw refuse(
      'REDIRECT_INVALID',
      l10n.t('The server redirects to port {0}, which is blocked, as in browsers', target.port),
    );
  }
  if (target.href.length > LONGEST_URL) {
    throw refuse(
      'REDIRECT_INVALID',
      l10n.t(
        'The server redirects to a URL of {0} characters; the limit is {1}',
        target.href.length,
        LONGEST_URL,
      ),
    );
  }
  // A target without a fragment inherits the fragment of the URL before it (Fetch Standard, HTTP-redirect fetch).
  if (!target.hash) target.hash = from.hash;
  // The user name and password in a Location come from the server, so they are not sent.
  target.username = '';
  target.password = '';
  const way = [...visits.map(({ url }) => url), target]
    .map(url => clip(displayUrl(url.href), LONGEST_SHOWN))
    .join(' → ');
  if (isTrespass(visits[0]?.url ?? from, target, privateAddresses)) {
    throw refuse(
      'REDIRECT_PRIVATE',
      l10n.t('The server redirects into a private network: {0}; allow it in the settings', way),
    );
  }
  // Not a loop if the cookie differs: some sites redirect to themselves until the request has their cookie.
  const cookie = cookies.header(target);
  if (visits.some(visit => visit.url.href === target.href && visit.cookie === cookie)) {
    throw refuse('REDIRECT_LOOP', l10n.t('The redirects go round in a circle: {0}', way));
  }
  if (visits.length > MOST_REDIRECTS) {
    throw refuse('REDIRECT_LIMIT', l10n.t('More than {0} redirects: {1}', MOST_REDIRECTS, way));
  }
  return target;
}

/** The note on a redirect that was followed, if a person should know something about it. */
export function redirectNote(head: Pick<Head, 'headers'>, from: URL, target: URL): string | undefined {
  const { username, password } = resolveLocation(head, from);
  if (username || password) {
    return l10n.t('A redirect held a user name or a password, which was not sent');
  }
  return from.protocol === 'https:' && target.protocol === 'http:'
    ? l10n.t('A redirect led from https: to http:, where others on the way can read and change the page')
    : undefined;
}

/** Whether a redirect leads to this machine or a private network, but the URL in the list does not. */
function isTrespass(line: URL, target: URL, allowed: PrivateAddresses): boolean {
  const reach = reachOfHost(target.hostname);
  return reach !== 'public' && allowed !== 'always' && reach !== reachOfHost(line.hostname);
}

/** The absolute URL of the Location field. @throws {FailureError} REDIRECT_INVALID */
function resolveLocation({ headers }: Pick<Head, 'headers'>, from: URL): URL {
  const [location = '', ...more] = new Set(
    fields(headers, 'location').map(value => fromLatin1(value.trim())),
  );
  if (more.length)
    throw refuse('REDIRECT_INVALID', l10n.t('The server redirects to more than one place at once'));
  if (!location) throw refuse('REDIRECT_INVALID', l10n.t('The server redirects, but does not say where to'));
  try {
    return new URL(location, from);
  } catch {
    throw refuse(
      'REDIRECT_INVALID',
      l10n.t(
        'The server redirects to something that is not a URL: {0}',
        clip(displayUrl(location), LONGEST_SHOWN),
      ),
    );
  }
}

/** Reads a header value as UTF-8, like browsers. Node.js has decoded it as Latin-1. */
function fromLatin1(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? value : text;
}

function refuse(code: FailureCode, message: string): FailureError {
  return new FailureError(failure(code, message));
}
