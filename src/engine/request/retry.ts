/** Decides whether to retry a request, and when. */

import type { FailureCode } from '../model/failure.ts';

/** Statuses that may change soon (RFC 9110 and RFC 6585). */
const PASSING_STATUSES = new Set([408, 429, 502, 503, 504]);

/** In ms. A server that asks for a longer wait is not retried. */
export const LONGEST_WAIT = 30_000;

/** In ms. Each further wait is three times as long, plus up to 20 % at random, so that not all retries come at once. */
const FIRST_WAIT = 300;

/** How a try ended. */
export interface Ending {
  /** The code of the failure, if there was no answer. */
  readonly code?: FailureCode;
  readonly status?: number;
  /** The wait that the server asks for, in ms. */
  readonly retryAfter?: number | undefined;
}

/**
 * @param tries before this one
 * @param most retries
 * @returns the wait before the next try in ms; `undefined` when there is no next try
 */
export function waitBeforeRetry(ending: Ending, tries: number, most: number): number | undefined {
  const { code, retryAfter, status } = ending;
  const backoff = FIRST_WAIT * 3 ** tries * (1 + Math.random() / 5);
  // This machine has to recover. No server gets more requests by that.
  if (code === 'LOCAL_RESOURCES') return Math.min(backoff, 2_000);
  if (tries >= most) return undefined;
  switch (code) {
    case 'CONN_RESET':
    case 'PROXY_DOWN':
    case 'BODY_CUT':
      // A kept connection may have closed just then. A server that also closes a new one means it.
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
 * @returns ms from now; `undefined` for an invalid value
 */
export function retryAfter(field: string | undefined, now = Date.now()): number | undefined {
  if (field === undefined) return undefined;
  const text = field.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  // All dates have letters. JavaScript also reads numbers such as -5 as dates.
  if (!/[a-z]/i.test(text)) return undefined;
  const wait = Date.parse(text) - now;
  return wait > 0 ? wait : undefined;
}
