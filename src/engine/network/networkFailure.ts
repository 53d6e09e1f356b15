/** Turns the errors of Node.js and undici into failures with a code and a sentence. */

import * as l10n from '@vscode/l10n';
import { type Failure, type FailureCode, failure, viaProxy } from '../model/failure.ts';
import { MAX_HEADER_SIZE } from '../model/options.ts';
import { statusText } from '../wording/httpStatus.ts';
import { clip } from '../wording/safeText.ts';
import { seconds, size } from '../wording/units.ts';

/** The request that failed. */
export interface Attempt {
  /** Host name of the URL. */
  readonly host: string;
  /** Port of the URL. */
  readonly port: string;
  /** Whether the response headers had arrived. */
  readonly answered: boolean;
  /** Whether the request was sent without TLS. */
  readonly isPlainHttp?: boolean;
  /** Whether another URL redirected here. */
  readonly isRedirect: boolean;
  /** Time limit for a connection, in ms. */
  readonly connectTimeout: number;
  /** Name of the proxy of the request. */
  readonly proxy?: string | undefined;
  /** Whether the proxy reads and answers the request. In a tunnel, it only passes on encrypted bytes. */
  readonly isForwarded?: boolean;
}

type Sentence = (attempt: Attempt, error: ErrorLike) => string;

interface ErrorLike {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly address?: unknown;
  readonly status?: unknown;
  readonly syscall?: unknown;
  readonly challenge?: unknown;
  readonly isSignedIn?: unknown;
  readonly cert?: { valid_to?: string; valid_from?: string; subjectaltname?: string };
}

const SENTENCES = {
  DNS_NOT_FOUND: ({ host }) => l10n.t('The host name {0} does not exist', host),
  DNS_TEMPORARY: ({ host }) => l10n.t('The DNS server gave no usable answer for {0}; try again later', host),
  DNS_TIMEOUT: ({ host, connectTimeout }) =>
    l10n.t('Looking up {0} took longer than {1}', host, seconds(connectTimeout)),
  ADDR_PRIVATE: ({ host }, { address }) =>
    address === host
      ? l10n.t('{0} is a private address; allow it in the settings', host)
      : l10n.t('{0} is a private address ({1}); allow it in the settings', host, String(address)),
  REDIRECT_PRIVATE: ({ host }, { address }) =>
    l10n.t(
      'The server redirects into a private network, to {0} ({1}); allow it in the settings',
      host,
      String(address),
    ),
  CONNECT_REFUSED: ({ host, port }) => l10n.t('{0} refused the connection', `${host}:${port}`),
  CONNECT_TIMEOUT: ({ host, port, connectTimeout }) =>
    l10n.t('No connection to {0} within {1}', `${host}:${port}`, seconds(connectTimeout)),
  CONNECT_UNREACHABLE: ({ host }) => l10n.t('There is no route to {0}', host),
  CONN_RESET: ({ host, isPlainHttp, port }) =>
    isPlainHttp && port !== '80'
      ? l10n.t('{0} closed the connection before answering; if it speaks TLS, try https://', host)
      : l10n.t('{0} closed the connection before answering', host),
  TLS_EXPIRED: (_, { cert }) => {
    const day = dayOf(cert?.valid_to);
    return day ? l10n.t('The certificate has expired on {0}', day) : l10n.t('The certificate has expired');
  },
  TLS_NOT_YET_VALID: (_, { cert }) => {
    const day = dayOf(cert?.valid_from);
    return day
      ? l10n.t('The certificate is not valid yet, only from {0}', day)
      : l10n.t('The certificate is not valid yet');
  },
  TLS_SELF_SIGNED: () => l10n.t('The certificate is self-signed'),
  TLS_UNTRUSTED: (_, { code }) =>
    CERTIFICATE_FAULTS[String(code)]?.() ??
    l10n.t("The certificate's issuer is not trusted, or its chain is incomplete"),
  TLS_WRONG_HOST: ({ host }, { cert }) =>
    cert?.subjectaltname
      ? l10n.t('The certificate is for {0}, not for {1}', names(cert.subjectaltname), host)
      : l10n.t('The certificate is not for {0}', host),
  TLS_VERSION: () => l10n.t('The server offers only an outdated TLS version'),
  TLS_NOT_TLS: ({ host, port }) => l10n.t('{0} does not speak TLS; try http://', `${host}:${port}`),
  TLS_HANDSHAKE: ({ host }) => l10n.t('The TLS handshake with {0} failed', host),
  PROXY_AUTH: ({ proxy = '' }, { challenge, isSignedIn }) => {
    const known = String(challenge).match(SIGN_INS) ?? [];
    if (known.length && !known.some(each => /basic/i.test(each))) {
      return l10n.t(
        'The proxy {0} asks for a sign-in that Scan URLs does not know: {1} (407)',
        proxy,
        known.join(', '),
      );
    }
    return isSignedIn
      ? l10n.t('The proxy {0} does not accept the user name and password (407)', proxy)
      : l10n.t('The proxy {0} asks for a user name and password (407); put them into its URL', proxy);
  },
  PROXY_REFUSED: ({ host, proxy = '' }, { status }) =>
    l10n.t('The proxy {0} refused to connect to {1} ({2})', proxy, host, statusText(Number(status))),
  PROXY_DOWN: ({ connectTimeout, proxy = '' }, error) => {
    const { hostname: host, port } = new URL(`http://${proxy}`);
    const reason = error.code === 'PROXY_DOWN' ? error.cause : error;
    const attempt = { host, port, connectTimeout, answered: false, isRedirect: false };
    const { code, message } = networkFailure(reason, attempt);
    return PROXY_FAULTS[code]?.(proxy) ?? l10n.t('Cannot use the proxy {0}: {1}', proxy, message);
  },
  PROXY_TIMEOUT: ({ connectTimeout, proxy = '' }) =>
    l10n.t('The proxy {0} did not answer within {1}', proxy, seconds(connectTimeout)),
  HTTP_BAD_RESPONSE: ({ host }) => l10n.t('{0} sent something that is not valid HTTP', host),
  HTTP_HEADERS_TOO_BIG: ({ host }) =>
    l10n.t('The response headers of {0} are larger than {1}', host, size(MAX_HEADER_SIZE)),
  BODY_CUT: () => l10n.t('The page ended early: the connection was closed in the middle of it'),
  LOCAL_RESOURCES: () =>
    l10n.t('This machine ran out of sockets or memory; lower the concurrency and try again'),
  INTERNAL: () => l10n.t('Something unexpected went wrong; the log says what'),
} satisfies Partial<Record<FailureCode, Sentence>>;

/** Faults of a certificate or its chain, by OpenSSL's code. An untrusted issuer is not among them. */
const CERTIFICATE_FAULTS: Partial<Record<string, () => string>> = {
  CERT_REVOKED: () => l10n.t('The certificate was revoked by its issuer'),
  CERT_SIGNATURE_FAILURE: () => l10n.t('The certificate is forged or damaged: its signature is wrong'),
  INVALID_CA: () => l10n.t('The certificate was issued by somebody who may not issue certificates'),
  INVALID_PURPOSE: () => l10n.t('The certificate is not for servers'),
  PATH_LENGTH_EXCEEDED: () => l10n.t("The certificate's chain is longer than its authority allows"),
};

/** The failures for which a proxy has a different sentence than a page. */
const PROXY_FAULTS: Partial<Record<FailureCode, (proxy: string) => string>> = {
  DNS_NOT_FOUND: proxy => l10n.t('Cannot use the proxy {0}: its host name does not exist', proxy),
  CONNECT_REFUSED: proxy => l10n.t('Cannot use the proxy {0}: it refused the connection', proxy),
  CONN_RESET: proxy => l10n.t('Cannot use the proxy {0}: it closed the connection without an answer', proxy),
  HTTP_BAD_RESPONSE: proxy => l10n.t('Cannot use the proxy {0}: what it answers is not HTTP', proxy),
  TLS_SELF_SIGNED: proxy => l10n.t('Cannot use the proxy {0}: its certificate is self-signed', proxy),
  TLS_UNTRUSTED: proxy => l10n.t("Cannot use the proxy {0}: its certificate's issuer is not trusted", proxy),
  TLS_NOT_TLS: proxy =>
    l10n.t('Cannot use the proxy {0}: it does not speak TLS; try http:// in its URL', proxy),
  INTERNAL: proxy =>
    l10n.t('Cannot use the proxy {0}: something unexpected went wrong; the log says what', proxy),
};

/** Ways to sign in to a proxy (IANA's registry of HTTP authentication schemes). */
const SIGN_INS = /\b(?:Basic|Bearer|Digest|Kerberos|Negotiate|NTLM)\b/gi;

type NetworkCode = keyof typeof SENTENCES;

/** Codes of Node.js, OpenSSL and undici that mean the same wherever they occur. */
const CODES: Readonly<Record<string, NetworkCode>> = {
  ENOTFOUND: 'DNS_NOT_FOUND',
  ENODATA: 'DNS_NOT_FOUND',
  EBADNAME: 'DNS_NOT_FOUND',
  EAI_NODATA: 'DNS_NOT_FOUND',
  EAI_NONAME: 'DNS_NOT_FOUND',
  EAI_AGAIN: 'DNS_TEMPORARY',
  EAI_FAIL: 'DNS_TEMPORARY',
  ESERVFAIL: 'DNS_TEMPORARY',
  EREFUSED: 'DNS_TEMPORARY',
  ETIMEOUT: 'DNS_TIMEOUT',
  ADDR_PRIVATE: 'ADDR_PRIVATE',
  ECONNREFUSED: 'CONNECT_REFUSED',
  UND_ERR_CONNECT_TIMEOUT: 'CONNECT_TIMEOUT',
  ETIMEDOUT: 'CONNECT_TIMEOUT',
  ENETUNREACH: 'CONNECT_UNREACHABLE',
  EHOSTUNREACH: 'CONNECT_UNREACHABLE',
  ENETDOWN: 'CONNECT_UNREACHABLE',
  EHOSTDOWN: 'CONNECT_UNREACHABLE',
  EADDRNOTAVAIL: 'CONNECT_UNREACHABLE',
  ECONNRESET: 'CONN_RESET',
  EPIPE: 'CONN_RESET',
  UND_ERR_SOCKET: 'CONN_RESET',
  CERT_HAS_EXPIRED: 'TLS_EXPIRED',
  CERT_NOT_YET_VALID: 'TLS_NOT_YET_VALID',
  UND_ERR_INFO: 'CONN_RESET',
  UND_ERR_CLOSED: 'CONN_RESET',
  UND_ERR_DESTROYED: 'CONN_RESET',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS_SELF_SIGNED',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS_SELF_SIGNED',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT: 'TLS_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS_UNTRUSTED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS_WRONG_HOST',
  TLS_HANDSHAKE: 'TLS_HANDSHAKE',
  PROXY_AUTH: 'PROXY_AUTH',
  PROXY_REFUSED: 'PROXY_REFUSED',
  PROXY_DOWN: 'PROXY_DOWN',
  PROXY_TIMEOUT: 'PROXY_TIMEOUT',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'TLS_VERSION',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'TLS_VERSION',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS_NOT_TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'TLS_NOT_TLS',
  UND_ERR_HEADERS_OVERFLOW: 'HTTP_HEADERS_TOO_BIG',
  HPE_HEADER_OVERFLOW: 'HTTP_HEADERS_TOO_BIG',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'HTTP_BAD_RESPONSE',
  ERR_ASSERTION: 'HTTP_BAD_RESPONSE',
  EMFILE: 'LOCAL_RESOURCES',
  ENFILE: 'LOCAL_RESOURCES',
  ENOBUFS: 'LOCAL_RESOURCES',
  ENOMEM: 'LOCAL_RESOURCES',
};

/** Failures that a proxy in between may have caused. Their sentences name the proxy. */
const TO_THE_SERVER = /^(?:CONN_|TLS_|HTTP_|BODY_)/;

/**
 * The failure for an error.
 * @param error anything thrown. Its causes and aggregated errors are searched, too, because the outer error often has
 *   neither code nor text
 * @returns code `INTERNAL` for an unknown error
 */
export function networkFailure(error: unknown, attempt: Attempt): Failure {
  const chain = [...unwrap(error)];
  for (const each of chain) {
    const code = codeOf(each, attempt);
    if (!code) continue;
    const proxy = TO_THE_SERVER.test(code) ? attempt.proxy : undefined;
    return failure(code, viaProxy(SENTENCES[code](attempt, each), proxy), describe(chain));
  }
  return failure('INTERNAL', SENTENCES.INTERNAL(), describe(chain));
}

function codeOf(error: ErrorLike, attempt: Attempt): NetworkCode | undefined {
  const code = plainCodeOf(error, attempt);
  // The connection is to the proxy, so these failures are the proxy's.
  const isOfConnection = code === 'CONN_RESET' || code === 'HTTP_BAD_RESPONSE';
  return attempt.isForwarded && isOfConnection ? 'PROXY_DOWN' : code;
}

function plainCodeOf(error: ErrorLike, attempt: Attempt): NetworkCode | undefined {
  const raw = typeof error.code === 'string' ? error.code : '';
  const message = String(error.message ?? '');
  if (isInvalidHttp(error)) return attempt.answered ? 'BODY_CUT' : 'HTTP_BAD_RESPONSE';
  if (/before secure TLS connection/.test(message)) return 'TLS_HANDSHAKE';
  const code = Object.hasOwn(CODES, raw) ? CODES[raw] : undefined;
  if (attempt.answered && (code === 'CONN_RESET' || code === 'HTTP_BAD_RESPONSE')) return 'BODY_CUT';
  if (code === 'ADDR_PRIVATE' && attempt.isRedirect) return 'REDIRECT_PRIVATE';
  if (code) return code;
  if (error.name === 'CertificateError' && raw !== 'UNSPECIFIED') return 'TLS_UNTRUSTED';
  if (typeof error.syscall === 'string') return codeOfSystemCall(error.syscall, raw, attempt);
  if (raw.startsWith('ERR_HTTP2_')) return attempt.answered ? 'BODY_CUT' : 'HTTP_BAD_RESPONSE';
  return raw.startsWith('ERR_SSL_') || raw === 'UNSPECIFIED' ? 'TLS_HANDSHAKE' : undefined;
}

/** The system call decides, because operating systems have more error codes than this file can list. */
function codeOfSystemCall(call: string, code: string, { answered }: Attempt): NetworkCode | undefined {
  switch (call) {
    case 'getaddrinfo':
      // Such as a name that is too long (RFC 1035, section 2.3.4).
      return /^(?:EINVAL|ENAMETOOLONG|EBADNAME)$/.test(code) ? 'DNS_NOT_FOUND' : 'DNS_TEMPORARY';
    case 'connect':
      // EACCES and EPERM come from a firewall, EINVAL from an address that cannot be a host's.
      return 'CONNECT_UNREACHABLE';
    case 'read':
    case 'write':
      return answered ? 'BODY_CUT' : 'CONN_RESET';
    default:
      return undefined;
  }
}

/** Parser errors for responses that browsers cannot read either: another protocol or version. */
const NOT_HTTP = /Expected HTTP|HTTP version|status code/i;

/** Whether a lenient parser, as browsers have, may be able to read the response. */
export function isLaxHttp(error: unknown): boolean {
  return isInvalidHttp(error) && !NOT_HTTP.test(String((error as ErrorLike).message));
}

/**
 * Whether the response is not valid HTTP, according to an error of undici or of Node.js's parser. undici 8 documents a
 * code for parser errors, but does not set it.
 */
export function isInvalidHttp(error: unknown): boolean {
  const { code, message, name } = (error ?? {}) as ErrorLike;
  if (name === 'HTTPParserError' || /^HPE_/.test(String(code)))
    return !/HPE_HEADER_OVERFLOW/.test(String(code));
  return /^bad (?:response|upgrade)$/.test(String(message)) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}

/** Whether the server refused HTTP/1.1, the only protocol that was offered (RFC 7301, section 3.2). */
export function isHttp2Only(error: unknown): boolean {
  return (error as ErrorLike | undefined)?.code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL';
}

/** The error, its causes and the errors of an AggregateError, the outermost first. Limits the depth, in case of circles. */
function* unwrap(error: unknown, depth = 0): Generator<ErrorLike> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  const each = error as ErrorLike;
  yield each;
  if (Array.isArray(each.errors)) for (const inner of each.errors) yield* unwrap(inner, depth + 1);
  yield* unwrap(each.cause, depth + 1);
}

function describe(chain: readonly ErrorLike[]): string {
  return chain
    .map(({ name, code, message }) => [name, code, message].filter(Boolean).map(String).join(' '))
    .join(' ← ');
}

/** In characters. Some certificates name hundreds of hosts. */
const LONGEST_NAMES = 200;

function names(subjectAltName: string): string {
  return clip(subjectAltName.replaceAll(/(?:DNS|IP Address):/g, ''), LONGEST_NAMES);
}

/** The day of a date in a certificate, in ISO 8601: `2020-02-01`. */
function dayOf(date: string | undefined): string | undefined {
  const time = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
