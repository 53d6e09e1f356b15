/** Which of the fields that sign in are sent with a request. */

import * as l10n from '@vscode/l10n';
import { clip } from '../wording/safeText.ts';
import type { Credential } from './credentials.ts';
import type { Way } from './way.ts';

/** Maximum number of characters of an origin in a message. */
const LONGEST_ORIGIN = 100;

/**
 * The fields for one request. Names are in lower case. A field is sent only if every URL on the way was of its origin: a
 * site must not choose by a redirect what is asked in a person's name. A person's own field goes before the user name and
 * password of the URL, as with curl.
 * @param way to the URL of the request
 * @param cookie from the target's {@link import('./cookies.ts').CookieJar}; is added to a Cookie field among the
 *   credentials
 */
export function credentialHeaders(
  credentials: readonly Credential[],
  way: Way,
  cookie: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { origin, name, value } of way.signIn ? [way.signIn, ...credentials] : credentials) {
    if (origin === way.url.origin && way.staysWithin(origin)) headers[name.toLowerCase()] = value;
  }
  if (headers.cookie && cookie) headers.cookie += `; ${cookie}`;
  return headers;
}

/** The note on a request without what would sign in, if that is because of a redirect. */
export function withheldNote(credentials: readonly Credential[], way: Way): string | undefined {
  const { origin } = way.url;
  if (way.staysWithin(origin)) return undefined;
  const shown = clip(origin, LONGEST_ORIGIN);
  if (way.signIn)
    return l10n.t('The user name and password were not sent to {0}, because a redirect led there', shown);
  return credentials.some(each => each.origin === origin)
    ? l10n.t('The headers for {0} were not sent, because a redirect led there from elsewhere', shown)
    : undefined;
}
