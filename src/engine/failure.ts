/** Failures: a stable code and one sentence in plain words. */

import { STATUS_CODES } from 'node:http';
import { safeText } from './displayText.ts';

/** The stable codes, in the order in which a request meets them. */
export const FAILURE_CODES = [
  'URL_INVALID',
  'URL_SCHEME',
  'URL_PORT',
  'URL_TOO_LONG',
  'DNS_NOT_FOUND',
  'DNS_TEMPORARY',
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
  'HTTP_STATUS',
  'HTTP_BAD_RESPONSE',
  'HTTP_HEADERS_TOO_BIG',
  'HEADERS_TIMEOUT',
  'REDIRECT_LOOP',
  'REDIRECT_LIMIT',
  'REDIRECT_INVALID',
  'REDIRECT_SCHEME',
  'BODY_CUT',
  'BODY_TOO_BIG',
  'TOTAL_TIMEOUT',
  'DECODE_FAILED',
  'DECODE_UNSUPPORTED',
  'NOT_TEXT',
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
  return { code, message: safeText(message), ...(detail ? { detail: safeText(detail) } : {}) };
}

/** The failure for an HTTP status of 400 and above. The phrase is the standard's, never the server's own. */
export function statusFailure(status: number): Failure {
  const phrase = STATUS_CODES[status];
  return failure('HTTP_STATUS', `The server answered ${status}${phrase ? ` ${phrase}` : ''}`);
}

/** A duration as a person says it, e.g. `30 s` or `250 ms`. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** A size as a person says it, e.g. `5 MiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KiB'] : [bytes / 1024 ** 2, 'MiB'];
  return `${Number(value.toFixed(1))} ${unit}`;
}
