/** Header fields that sign in to sites. Each is sent to one origin only. */

import * as l10n from '@vscode/l10n';

export interface Credential {
  /** Scheme, host and port, as {@link URL.origin}. */
  readonly origin: string;
  /** Name of the header field. */
  readonly name: string;
  readonly value: string;
}

/** The input of a person is refused. The message says why, and never holds a value. */
export class InvalidCredentialError extends Error {}

/** Names of fields that the connection needs for itself (RFC 9110, section 7.6.1), or that say where a request goes. */
const REFUSED = new Set(
  (
    'connection content-length cookie2 expect host http2-settings keep-alive proxy-authenticate ' +
    'proxy-authorization proxy-connection te trailer transfer-encoding upgrade'
  ).split(' '),
);

/**
 * Reads the origin that a person has typed. Without a scheme it is https:, so that no token is sent unencrypted by
 * accident.
 * @throws {InvalidCredentialError}
 */
export function credentialOrigin(text: string): string {
  const given = text.trim();
  if (!given) throw new InvalidCredentialError(l10n.t('A host is needed, such as example.com'));
  const scheme = /^([a-z][a-z0-9+.-]*):[\\/]{2}/i.exec(given)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') {
    throw new InvalidCredentialError(l10n.t('Only https: and http: hosts can be asked'));
  }
  const url = URL.parse(scheme === undefined ? `https://${given}` : given);
  if (!url || /[\s\\]/.test(given))
    throw new InvalidCredentialError(l10n.t('This is not a host name or address'));
  if (url.username || url.password || given.includes('@')) {
    throw new InvalidCredentialError(l10n.t('Put the host without user name and password'));
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    throw new InvalidCredentialError(
      l10n.t('Put the host without a path; the header is sent with all its pages'),
    );
  }
  return url.origin;
}

/**
 * Reads the name of a header field, which is a token (RFC 9110, section 5.6.2).
 * @throws {InvalidCredentialError}
 */
export function credentialName(text: string): string {
  const name = text.trim();
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
    throw new InvalidCredentialError(l10n.t('A header name is made of letters, digits and hyphens'));
  }
  if (REFUSED.has(name.toLowerCase())) {
    throw new InvalidCredentialError(l10n.t('{0} cannot be set: the connection needs it for itself', name));
  }
  return name;
}

/**
 * Reads the value of a header field (RFC 9110, section 5.5). Only ASCII, because many servers fail on more.
 * @throws {InvalidCredentialError}
 */
export function credentialValue(text: string): string {
  const value = text.trim();
  if (!value) throw new InvalidCredentialError(l10n.t('A value is needed'));
  if (!/^[\t\u0020-\u007e]*$/.test(value)) {
    throw new InvalidCredentialError(l10n.t('A header value is made of ASCII characters, and is one line'));
  }
  return value;
}

/**
 * The fields for one request, which may be any hop of a redirect. Names are in lower case.
 * @param cookie from the jar of the target; is added to a Cookie field that a person has set
 */
export function credentialHeaders(
  credentials: readonly Credential[],
  url: URL,
  cookie: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { origin, name, value } of credentials) {
    if (origin === url.origin) headers[name.toLowerCase()] = value;
  }
  if (headers.cookie && cookie) headers.cookie += `; ${cookie}`;
  return headers;
}
