/** Header fields that sign in to sites. Each is sent to one origin only. */

import * as l10n from '@vscode/l10n';

export interface Credential {
  /** Scheme, host and port, as {@link URL.origin}. */
  readonly origin: string;
  /** Name of the header field. */
  readonly name: string;
  readonly value: string;
}

/** The input is invalid. The message says why. It never contains a value, which is secret. */
export class InvalidCredentialError extends Error {}

/** Fields that control the connection (RFC 9110, section 7.6.1) or the destination of a request. */
const REFUSED = new Set(
  (
    'connection content-length cookie2 expect host http2-settings keep-alive proxy-authenticate ' +
    'proxy-authorization proxy-connection te trailer transfer-encoding upgrade'
  ).split(' '),
);

/**
 * Reads the origin that a person typed. The default scheme is https:, so that no token is sent unencrypted by accident.
 * @throws {InvalidCredentialError}
 */
export function credentialOrigin(text: string): string {
  const given = text.trim();
  if (!given) throw new InvalidCredentialError(l10n.t('A host is needed, such as example.com'));
  const scheme = /^([a-z][a-z0-9+.-]*):[\\/]{2}/i.exec(given)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') {
    throw new InvalidCredentialError(l10n.t('Only https: and http: hosts are supported'));
  }
  const url = URL.parse(scheme === undefined ? `https://${given}` : given);
  if (!url || /[\s\\]/.test(given))
    throw new InvalidCredentialError(l10n.t('This is not a host name or address'));
  if (url.username || url.password || given.includes('@')) {
    throw new InvalidCredentialError(l10n.t('Enter the host without user name and password'));
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    throw new InvalidCredentialError(
      l10n.t('Enter the host without a path; the header is sent with every request to the host'),
    );
  }
  return url.origin;
}

/**
 * Reads the name of a header field. It must be a token (RFC 9110, section 5.6.2).
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
 * Reads the value of a header field (RFC 9110, section 5.5). Only ASCII is allowed, because many servers fail otherwise.
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
