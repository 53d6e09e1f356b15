/** Where a redirect leads to. */

import { displayUrl } from './displayText.ts';
import type { Head } from './exchange.ts';
import { type FailureCode, FailureError, failure } from './failure.ts';

/** As many hops as lychee follows; browsers follow 20. */
export const MOST_REDIRECTS = 10;

const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);

/** Whether the response asks to go elsewhere (RFC 9110, section 15.4). */
export function isRedirect({ status, headers }: Head): boolean {
  // 300 offers a choice, and only with a Location does the server name its own.
  return REDIRECTS.has(status) && (status !== 300 || Boolean(headers.location));
}

/**
 * @param chain the URLs visited so far, the current one last
 * @throws {FailureError} REDIRECT_INVALID, REDIRECT_SCHEME, REDIRECT_LOOP, REDIRECT_LIMIT
 */
export function redirectTarget({ headers }: Head, chain: readonly URL[]): URL {
  const from = chain.at(-1) as URL;
  const location = fromLatin1(headers.location ?? '');
  if (!location) throw refuse('REDIRECT_INVALID', 'The server redirects, but does not say where to');
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    throw refuse(
      'REDIRECT_INVALID',
      `The server redirects to something that is not a URL: ${displayUrl(location)}`,
    );
  }
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw refuse('REDIRECT_SCHEME', `The server redirects to ${target.protocol}, which can't be scanned`);
  }
  // A target without a fragment keeps that of the URL it comes from (Fetch Standard, HTTP-redirect fetch).
  if (!target.hash) target.hash = from.hash;
  // Credentials that a server puts into a target are not the user's.
  target.username = '';
  target.password = '';
  const way = [...chain, target].map(url => displayUrl(url.href)).join(' → ');
  if (chain.some(url => url.href === target.href)) {
    throw refuse('REDIRECT_LOOP', `The redirects go round in a circle: ${way}`);
  }
  if (chain.length > MOST_REDIRECTS) {
    throw refuse('REDIRECT_LIMIT', `More than ${MOST_REDIRECTS} redirects: ${way}`);
  }
  return target;
}

/** Header values arrive as Latin-1, but servers write UTF-8 into them, and browsers read it as such. */
function fromLatin1(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? value : text;
}

function refuse(code: FailureCode, message: string): FailureError {
  return new FailureError(failure(code, message));
}
