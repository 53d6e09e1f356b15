/** Names the failure behind an error that Node.js or undici raised while a page was fetched. */

import { STATUS_CODES } from 'node:http';
import { type Failure, type FailureCode, failure, seconds, viaProxy } from './failure.ts';

/** Where the request was going when it failed. */
export interface Attempt {
  /** Host name of the URL. */
  readonly host: string;
  /** Port of the URL. */
  readonly port: string;
  /** Whether the response's headers had come. */
  readonly answered: boolean;
  /** Whether it was asked without TLS. */
  readonly isPlainHttp?: boolean;
  /** Whether another URL redirected here. */
  readonly isRedirect: boolean;
  /** Limit for a connection, in ms. */
  readonly connectTimeout: number;
  /** The proxy it goes through. */
  readonly proxy?: string | undefined;
  /** Whether the proxy answers it, instead of passing on what it cannot read. */
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
  readonly challenge?: unknown;
  readonly isSignedIn?: unknown;
  readonly cert?: { valid_to?: string; valid_from?: string; subjectaltname?: string };
}

const SENTENCES = {
  DNS_NOT_FOUND: ({ host }) => `The host name ${host} does not exist`,
  DNS_TEMPORARY: ({ host }) => `The DNS server gave no usable answer for ${host}; try again later`,
  DNS_TIMEOUT: ({ host, connectTimeout }) => `Looking up ${host} took longer than ${seconds(connectTimeout)}`,
  ADDR_PRIVATE: ({ host }, { address }) =>
    `${host} is a private address${address === host ? '' : ` (${address})`}; allow it in the settings`,
  REDIRECT_PRIVATE: ({ host }, { address }) =>
    `The server redirects into a private network, to ${host} (${address}); allow it in the settings`,
  CONNECT_REFUSED: ({ host, port }) => `${host}:${port} refused the connection`,
  CONNECT_TIMEOUT: ({ host, port, connectTimeout }) =>
    `No connection to ${host}:${port} within ${seconds(connectTimeout)}`,
  CONNECT_UNREACHABLE: ({ host }) => `There is no route to ${host}`,
  CONN_RESET: ({ host, isPlainHttp, port }) =>
    `${host} closed the connection before answering${isPlainHttp && port !== '80' ? '; if it speaks TLS, try https://' : ''}`,
  TLS_EXPIRED: (_, { cert }) => `The certificate has expired${dated(' on', cert?.valid_to)}`,
  TLS_NOT_YET_VALID: (_, { cert }) =>
    `The certificate is not valid yet${dated(', only from', cert?.valid_from)}`,
  TLS_SELF_SIGNED: () => 'The certificate is self-signed',
  TLS_UNTRUSTED: () => "The certificate's issuer is not trusted, or its chain is incomplete",
  TLS_WRONG_HOST: ({ host }, { cert }) =>
    `The certificate is ${cert?.subjectaltname ? `for ${names(cert.subjectaltname)}, ` : ''}not for ${host}`,
  TLS_VERSION: () => 'The server offers only an outdated TLS version',
  TLS_NOT_TLS: ({ host, port }) => `${host}:${port} does not speak TLS; try http://`,
  TLS_HANDSHAKE: ({ host }) => `The TLS handshake with ${host} failed`,
  PROXY_AUTH: ({ proxy }, { challenge, isSignedIn }) => {
    const known = String(challenge).match(SIGN_INS) ?? [];
    if (known.length && !known.some(each => /basic/i.test(each))) {
      return `The proxy ${proxy} asks for a sign-in that Scan URLs does not know: ${known.join(', ')} (407)`;
    }
    return isSignedIn
      ? `The proxy ${proxy} does not accept the user name and password (407)`
      : `The proxy ${proxy} asks for a user name and password (407); put them into its URL`;
  },
  PROXY_REFUSED: ({ host, proxy }, { status }) => {
    const phrase = STATUS_CODES[Number(status)];
    return `The proxy ${proxy} refused to connect to ${host} (${status}${phrase ? ` ${phrase}` : ''})`;
  },
  PROXY_DOWN: ({ connectTimeout, proxy = '' }, error) => {
    const { hostname: host, port } = new URL(`http://${proxy}`);
    const reason = error.code === 'PROXY_DOWN' ? error.cause : error;
    const attempt = { host, port, connectTimeout, answered: false, isRedirect: false };
    const { code, message } = networkFailure(reason, attempt);
    return `Cannot use the proxy ${proxy}: ${PROXY_FAULTS[code] ?? message}`;
  },
  PROXY_TIMEOUT: ({ connectTimeout, proxy }) =>
    `The proxy ${proxy} did not answer within ${seconds(connectTimeout)}`,
  HTTP_BAD_RESPONSE: ({ host }) => `${host} sent something that is not valid HTTP`,
  HTTP_HEADERS_TOO_BIG: ({ host }) => `The response headers of ${host} are larger than 64 KiB`,
  BODY_CUT: () => 'The page ended early: the connection was closed in the middle of it',
  LOCAL_RESOURCES: () => 'This machine ran out of sockets or memory; lower the concurrency and try again',
  INTERNAL: () => 'Something unexpected went wrong; the log says what',
} satisfies Partial<Record<FailureCode, Sentence>>;

/** What is wrong with a proxy, where it would sound odd if it were said as of a page. */
const PROXY_FAULTS: Partial<Record<FailureCode, string>> = {
  DNS_NOT_FOUND: 'its host name does not exist',
  CONNECT_REFUSED: 'it refused the connection',
  CONN_RESET: 'it closed the connection without an answer',
  HTTP_BAD_RESPONSE: 'what it answers is not HTTP',
  TLS_SELF_SIGNED: 'its certificate is self-signed',
  TLS_UNTRUSTED: "its certificate's issuer is not trusted",
  TLS_NOT_TLS: 'it does not speak TLS; try http:// in its URL',
  INTERNAL: 'something unexpected went wrong; the log says what',
};

/** The ways to sign in to a proxy that have names (IANA's registry of HTTP authentication schemes). */
const SIGN_INS = /\b(?:Basic|Bearer|Digest|Kerberos|Negotiate|NTLM)\b/gi;

type NetworkCode = keyof typeof SENTENCES;

/** Codes of Node.js, OpenSSL and undici that mean the same wherever they come up. */
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

/** Failures on the way to the server, in which a proxy on that way may have a part. */
const TO_THE_SERVER = /^(?:CONN_|TLS_|HTTP_|BODY_)/;

/**
 * @param error whatever was thrown; causes and aggregated errors are looked into, because the outer one often
 *   has neither code nor text
 */
export function networkFailure(error: unknown, attempt: Attempt): Failure {
  const chain = [...unwrap(error)];
  for (const each of chain) {
    const code = codeOf(each, attempt);
    if (!code) continue;
    const via = TO_THE_SERVER.test(code) ? viaProxy(attempt.proxy) : '';
    return failure(code, SENTENCES[code](attempt, each) + via, describe(chain));
  }
  return failure('INTERNAL', SENTENCES.INTERNAL(), describe(chain));
}

function codeOf(error: ErrorLike, attempt: Attempt): NetworkCode | undefined {
  const code = plainCodeOf(error, attempt);
  // What answers here is the proxy, whatever became of the page.
  const isItself = code === 'CONN_RESET' || code === 'HTTP_BAD_RESPONSE';
  return attempt.isForwarded && isItself ? 'PROXY_DOWN' : code;
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
  if (raw.startsWith('ERR_HTTP2_')) return attempt.answered ? 'BODY_CUT' : 'HTTP_BAD_RESPONSE';
  return raw.startsWith('ERR_SSL_') || raw === 'UNSPECIFIED' ? 'TLS_HANDSHAKE' : undefined;
}

/** What is no HTTP to browsers either: another protocol or version on the first line. */
const NOT_HTTP = /Expected HTTP|HTTP version|status code/i;

/** Whether the answer may be read by a parser that is as lenient as those of browsers. */
export function isLaxHttp(error: unknown): boolean {
  return isInvalidHttp(error) && !NOT_HTTP.test(String((error as ErrorLike).message));
}

/**
 * Whether an error of undici, or of Node.js's own parser, says that the answer is not HTTP as it should be.
 * undici 8 documents a code for parser errors, but sets none.
 */
export function isInvalidHttp(error: unknown): boolean {
  const { code, message, name } = (error ?? {}) as ErrorLike;
  if (name === 'HTTPParserError' || /^HPE_/.test(String(code)))
    return !/HPE_HEADER_OVERFLOW/.test(String(code));
  return /^bad (?:response|upgrade)$/.test(String(message)) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
}

/** Whether the server refused all that was offered to speak, which was HTTP/1.1 (RFC 7301, section 3.2). */
export function isHttp2Only(error: unknown): boolean {
  return (error as ErrorLike | undefined)?.code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL';
}

/** The error, its causes and what an AggregateError holds, outermost first; bounded against circles. */
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

function names(subjectAltName: string): string {
  return subjectAltName.replaceAll(/(?:DNS|IP Address):/g, '');
}

/** The day of a date as certificates have it, e.g. ` on 2020-02-01`. */
function dated(words: string, date: string | undefined): string {
  const time = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? '' : `${words} ${new Date(time).toISOString().slice(0, 10)}`;
}
