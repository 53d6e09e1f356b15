/** Failures: a stable code and one sentence in plain words. */

import { STATUS_CODES } from 'node:http';
import * as l10n from '@vscode/l10n';
import { safeDetail, safeText } from './displayText.ts';
import { fields, type Headers } from './headers.ts';
import { decimal } from './language.ts';

/** The stable codes, in the order in which a request meets them. */
export const FAILURE_CODES = [
  'URL_INVALID',
  'URL_SCHEME',
  'URL_PORT',
  'URL_TOO_LONG',
  'DNS_NOT_FOUND',
  'DNS_TEMPORARY',
  'DNS_TIMEOUT',
  'ADDR_PRIVATE',
  'CONNECT_REFUSED',
  'CONNECT_TIMEOUT',
  'CONNECT_UNREACHABLE',
  'CONN_RESET',
  'TLS_EXPIRED',
  'TLS_NOT_YET_VALID',
  'TLS_SELF_SIGNED',
  'TLS_UNTRUSTED',
  'TLS_WRONG_HOST',
  'TLS_VERSION',
  'TLS_NOT_TLS',
  'TLS_HANDSHAKE',
  'PROXY_AUTH',
  'PROXY_REFUSED',
  'PROXY_DOWN',
  'PROXY_TIMEOUT',
  'HTTP_STATUS',
  'HTTP_RATE_LIMITED',
  'HTTP_BAD_RESPONSE',
  'HTTP_HEADERS_TOO_BIG',
  'HEADERS_TIMEOUT',
  'REDIRECT_LOOP',
  'REDIRECT_LIMIT',
  'REDIRECT_INVALID',
  'REDIRECT_SCHEME',
  'REDIRECT_PRIVATE',
  'BODY_CUT',
  'BODY_STALLED',
  'BODY_TOO_BIG',
  'TOTAL_TIMEOUT',
  'DECODE_FAILED',
  'DECODE_UNSUPPORTED',
  'NOT_TEXT',
  'REGEX_TIMEOUT',
  'LOCAL_RESOURCES',
  'CANCELLED',
  'INTERNAL',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  /** One sentence for a person, without a full stop; safe to show. */
  readonly message: string;
  /** The raw errors behind it, for the log. Absent where the code says it all. */
  readonly detail?: string;
  /** Whether the link may be alive all the same: the site refuses robots, or asks to slow down. */
  readonly isDoubtful?: boolean;
}

/** A failure on its way up to the line it belongs to. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

export function failure(code: FailureCode, message: string, detail?: string): Failure {
  return { code, message: safeText(message), ...(detail ? { detail: safeDetail(detail) } : {}) };
}

/**
 * The failure for an HTTP status of 300 and above. The phrase is the standard's, never the server's own.
 * @param proxy whose own the answer may be
 */
export function statusFailure(status: number, headers: Headers = {}, proxy?: string): Failure {
  const answer = viaProxy(l10n.t('The server answered {0}', statusText(status)), proxy);
  if (!isRobotWall(status, headers)) return failure('HTTP_STATUS', answer);
  const message = l10n.t(
    '{0}: the site refuses robots; open it in the browser to see if it is alive',
    answer,
  );
  return { ...failure('HTTP_STATUS', message), isDoubtful: true };
}

/** A status with its phrase, which is the same in every language (RFC 9110, section 15), e.g. `404 Not Found`. */
export function statusText(status: number): string {
  const phrase = STATUS_CODES[status];
  return phrase ? `${status} ${phrase}` : String(status);
}

/** What the walls of Cloudflare, DataDome and LinkedIn answer to whom they take for a robot. */
function isRobotWall(status: number, headers: Headers): boolean {
  if (status === 999) return true;
  if (![401, 403, 429, 503].includes(status)) return false;
  return ['cf-mitigated', 'x-datadome'].some(name => fields(headers, name).length > 0);
}

/** @param wait what the server asks for, in ms */
export function rateLimitFailure(status: number, tries: number, wait: number | undefined): Failure {
  return { ...failure('HTTP_RATE_LIMITED', rateLimitSentence(status, tries, wait)), isDoubtful: true };
}

function rateLimitSentence(status: number, tries: number, wait: number | undefined): string {
  if (wait === undefined) {
    return tries > 1
      ? l10n.t('The server asks to slow down ({0}), still after {1} tries', status, tries)
      : l10n.t('The server asks to slow down ({0})', status);
  }
  const time = seconds(wait);
  return tries > 1
    ? l10n.t(
        'The server asks to slow down ({0}), still after {1} tries; it asks to wait {2}',
        status,
        tries,
        time,
      )
    : l10n.t('The server asks to slow down ({0}); it asks to wait {1}', status, time);
}

/**
 * How bad it is. A line that is no URL is a slip in the list, and a site that refuses robots may be alive.
 * @param isRejected whether the line was never asked for
 */
export function failureLevel({ isDoubtful }: Failure, isRejected: boolean): 'error' | 'warning' {
  return isRejected || isDoubtful ? 'warning' : 'error';
}

/** The sentence, with the proxy that may have had a hand in it. */
export function viaProxy(sentence: string, proxy: string | undefined): string {
  return proxy === undefined ? sentence : l10n.t('{0} (via proxy {1})', sentence, proxy);
}

/** A duration as a person says it, e.g. `30 s` or `250 ms`. */
export function seconds(ms: number): string {
  return ms < 1000 ? l10n.t('{0} ms', Math.round(ms)) : l10n.t('{0} s', decimal(ms / 1000));
}

/** A size as a person says it, e.g. `5 MiB`. */
export function size(bytes: number): string {
  if (bytes === 1) return l10n.t('1 byte');
  if (bytes < 1024) return l10n.t('{0} bytes', bytes);
  return bytes < 1024 ** 2
    ? l10n.t('{0} KiB', decimal(bytes / 1024))
    : l10n.t('{0} MiB', decimal(bytes / 1024 ** 2));
}
