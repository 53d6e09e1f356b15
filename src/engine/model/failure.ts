/** Failures: a stable code and one sentence in plain words. */

import * as l10n from '@vscode/l10n';
import { clip, safeDetail, safeText } from '../wording/safeText.ts';

/** The codes, in the order of the steps of a request. Exports and scripts rely on them: they never change. */
export const FAILURE_CODES = [
  'NO_URL',
  'URL_RELATIVE',
  'URL_TEMPLATE',
  'URL_EXCLUDED',
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
  'ROBOT_WALL',
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
  'FRAGMENT_MISSING',
  'LOCAL_RESOURCES',
  'ENGINE_STALLED',
  'ENGINE_CRASHED',
  'CANCELLED',
  'INTERNAL',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  /** One sentence for a person, without a full stop; safe to show. */
  readonly message: string;
  /** The raw error, for the log. Absent if the code says everything. */
  readonly detail?: string;
  /** Whether the page may exist although the request failed: the site refuses robots, or asks to slow down. */
  readonly isDoubtful?: boolean;
}

/** In characters. Servers choose parts of both: names, schemes, types, and what an error quotes of their answers. */
const LONGEST_MESSAGE = 1_000;
const LONGEST_DETAIL = 4_000;

/** Carries a {@link Failure} as an exception. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

export function failure(code: FailureCode, message: string, detail?: string): Failure {
  return {
    code,
    message: safeText(clip(message, LONGEST_MESSAGE)),
    ...(detail ? { detail: safeDetail(beginning(detail)) } : {}),
  };
}

/** The beginning of a detail, up to the last word that is whole: half a URL may not show where its password ends. */
function beginning(detail: string): string {
  if (detail.length <= LONGEST_DETAIL) return detail;
  const cut = detail.slice(0, LONGEST_DETAIL - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n')) + 1)}…`;
}

/** The sentence, with the proxy that may have had a hand in it. */
export function viaProxy(sentence: string, proxy: string | undefined): string {
  return proxy === undefined ? sentence : l10n.t('{0} (via proxy {1})', sentence, proxy);
}

/** The failure for an error that was thrown while a page was fetched or searched: INTERNAL unless it carries a failure. */
export function failureFrom(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return failure('INTERNAL', l10n.t('Something unexpected went wrong; the log says what'), detail);
}
