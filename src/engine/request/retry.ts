/** Decides whether a request is worth another try, and when. */

import type { FailureCode } from '../model/failure.ts';

/** Statuses that may be another one in a moment (RFC 9110 and RFC 6585). */
const PASSING_STATUSES = new Set([408, 429, 502, 503, 504]);

/** A server may ask to wait this long, in ms; who asks for more is not waited for. */
export const LONGEST_WAIT = 30_000;

/** First wait, in ms; each further one is three times as long, with up to a fifth more so that not all come at once. */
const FIRST_WAIT = 300;

/** What an attempt ended with. */
export interface Ending {
  /** Of the failure, if there was no answer. */
  readonly code?: FailureCode;
  readonly status?: number;
  /** What the server asks for, in ms. */
  readonly retryAfter?: number | undefined;
}

/**
 * @param tries made before this one
 * @param most tries beyond the first
 * @returns ms to wait for the next try; `undefined` when there is none
 */
export function waitBeforeRetry(ending: Ending, tries: number, most: number): number | undefined {
  const { code, retryAfter, status } = ending;
  const backoff = FIRST_WAIT * 3 ** tries * (1 + Math.random() / 5);
  // It is this machine that has to recover, and no server is asked for more than before.
  if (code === 'LOCAL_RESOURCES') return Math.min(backoff, 2_000);
  if (tries >= most) return undefined;
  switch (code) {
    case 'CONN_RESET':
    case 'PROXY_DOWN':
    case 'BODY_CUT':
      // A kept connection that was closed just then is answered at once by a new one; who closes that means it.
      return tries === 0 ? 0 : undefined;
    case 'DNS_TEMPORARY':
      return tries === 0 ? backoff : undefined;
    case undefined:
      break;
    default:
      return undefined;
  }
  if (status === undefined || !PASSING_STATUSES.has(status)) return undefined;
  if (retryAfter === undefined) return backoff;
  return retryAfter > LONGEST_WAIT ? undefined : Math.max(retryAfter, backoff);
}

/**
 * @param field Retry-After as received: seconds, or a date (RFC 9110, section 10.2.3)
 * @returns ms from now; `undefined` when it says nothing that can be used
 */
export function retryAfter(field: string | undefined, now = Date.now()): number | undefined {
  if (field === undefined) return undefined;
  const text = field.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  // Dates have letters in them; numbers such as -5 are dates to JavaScript, too.
  if (!/[a-z]/i.test(text)) return undefined;
  const wait = Date.parse(text) - now;
  return wait > 0 ? wait : undefined;
}
