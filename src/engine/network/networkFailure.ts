/** Turns the errors of Node.js and undici into failures with a code and a sentence. */

import { type Failure, failure, viaProxy } from '../model/failure.ts';
import { codeOfChromium, knownCode } from './errorCodes.ts';
import { type Attempt, type ErrorLike, type NetworkCode, SENTENCES } from './failureSentences.ts';

export type { Attempt } from './failureSentences.ts';

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
    return failure(code, viaProxy(SENTENCES[code](attempt, each, networkFailure), proxy), describe(chain));
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
  const code = codeBefore(error, attempt);
  const isBroken = code === 'CONN_RESET' || code === 'HTTP_BAD_RESPONSE';
  return attempt.answered && isBroken ? 'BODY_CUT' : code;
}

/** The code as if no answer had come yet. */
function codeBefore(error: ErrorLike, { isRedirect }: Attempt): NetworkCode | undefined {
  const raw = typeof error.code === 'string' ? error.code : '';
  const message = String(error.message ?? '');
  if (isInvalidHttp(error)) return 'HTTP_BAD_RESPONSE';
  if (/before secure TLS connection/.test(message)) return 'TLS_HANDSHAKE';
  const code = knownCode(raw);
  if (code === 'ADDR_PRIVATE' && isRedirect) return 'REDIRECT_PRIVATE';
  if (error.name === 'CertificateError' && code === 'TLS_HANDSHAKE' && raw !== 'UNSPECIFIED')
    return 'TLS_UNTRUSTED';
  if (code) return code;
  if (error.name === 'CertificateError') return 'TLS_UNTRUSTED';
  return codeOfSystemCall(error, raw, message) ?? codeOfChromium(message);
}

/**
 * The system call decides, because operating systems have more error codes than this file can list. An error from another
 * process has lost its property, but not its message: `connect EACCES 192.0.2.1:80`.
 */
function codeOfSystemCall(error: ErrorLike, code: string, message: string): NetworkCode | undefined {
  const found = /^([a-z]+) E[A-Z\d_]+\b/.exec(message)?.[1];
  const call = typeof error.syscall === 'string' ? error.syscall : code && found;
  switch (call) {
    case '':
    case undefined:
      return undefined;
    case 'getaddrinfo':
      // Such as a name that is too long (RFC 1035, section 2.3.4).
      return /^(?:EINVAL|ENAMETOOLONG|EBADNAME)$/.test(code) ? 'DNS_NOT_FOUND' : 'DNS_TEMPORARY';
    case 'connect':
      // EACCES and EPERM come from a firewall, EINVAL from an address that cannot be a host's.
      return 'CONNECT_UNREACHABLE';
    default:
      return 'CONN_RESET';
  }
}

/**
 * Whether the response is not valid HTTP, according to undici or the parser of Node.js. The lenient exchange may be able
 * to read it. undici 8 documents a code for parser errors, but does not set it, and asserts what servers do not keep.
 */
export function isInvalidHttp(error: unknown): boolean {
  const { code, message, name } = (error ?? {}) as ErrorLike;
  if (name === 'HTTPParserError' || /^HPE_/.test(String(code)))
    return !/HPE_HEADER_OVERFLOW/.test(String(code));
  if (code === 'ERR_ASSERTION' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return true;
  return /^bad (?:response|upgrade)$/.test(String(message));
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
