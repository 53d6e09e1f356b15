/** Decides whether to retry a request, and when. */

import type { FailureCode } from '../model/failure.ts';

/** Statuses of temporary errors (RFC 9110 and RFC 6585). */
const PASSING_STATUSES = new Set([408, 429, 502, 503, 504]);

/** In ms. If a server asks for a longer wait, the request is not retried. */
export const LONGEST_WAIT = 30_000;

/** In ms. Each further wait is three times as long. Up to 20 % are added at random, to spread the retries. */
const FIRST_WAIT = 300;

/** How a try ended. */
export interface Ending {
  /** Code of the failure, if there was no complete answer. */
  readonly code?: FailureCode;
  readonly status?: number;
  /** Wait that the server asks for, in ms. */
  readonly retryAfter?: number | undefined;
  /** Whether a robot wall answered. It will do so again. */
  readonly isWall?: boolean;
}

/** Whether the answer is a request to slow down: 429, or 503 with a time to wait (RFC 6585 and RFC 9110, 15.6.4). */
export function isRateLimit({ retryAfter, status }: Ending): boolean {
  return status === 429 || (status === 503 && retryAfter !== undefined);
}

/**
 * How long to wait before the next try.
 * @param tries number of tries before the one that has ended
 * @param most maximum number of retries
 * @returns in ms; `undefined` if there is no next try
 */
export function waitBeforeRetry(ending: Ending, tries: number, most: number): number | undefined {
  const { code, isWall, retryAfter, status } = ending;
  const backoff = FIRST_WAIT * 3 ** tries * (1 + Math.random() / 5);
  // Not limited by `most`, because no request has reached a server: this machine ran out of sockets or memory.
  if (code === 'LOCAL_RESOURCES') return Math.min(backoff, 2_000);
  if (tries >= most || isWall) return undefined;
  switch (code) {
    case 'CONN_RESET':
    case 'PROXY_DOWN':
    case 'BODY_CUT':
      // The server may have closed a kept connection just then. If it closes a new one, too, a retry will not help.
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

/** Seconds as servers write them: a fraction, quotes and a unit are more than RFC 9110 allows. */
const SECONDS = /^"?(\d{1,15})(?:\.(\d{1,15}))?\s?(?:s|secs?|seconds?)?"?$/i;

/** A year of two digits in a date of RFC 850, as in `Sunday, 06-Nov-94 08:49:37 GMT`. */
const SHORT_YEAR = /^([a-z]{3,9}, \d{1,2}-[a-z]{3}-)(\d\d)( \d\d:\d\d:\d\d GMT)$/i;

/** A date of C's `asctime`, as in `Sun Nov  6 08:49:37 1994`. It has no time zone, and is in GMT. */
const ASCTIME = /^[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/i;

/**
 * The wait that a server asks for.
 * @param field Retry-After as received: seconds, or a date in one of three formats (RFC 9110, sections 5.6.7 and 10.2.3).
 *   The first of several values counts
 * @returns ms from now; `undefined` for an invalid value, or a date that has passed
 */
export function retryAfter(field: string | undefined, now = Date.now()): number | undefined {
  if (field === undefined || field.length > 200) return undefined;
  const text = field.trim();
  const numbers = SECONDS.exec(text.split(',', 1)[0]?.trim() ?? '');
  if (numbers) return Math.ceil(Number(`${numbers[1]}.${numbers[2] ?? 0}`) * 1_000);
  // All HTTP dates have letters. `Date.parse` also accepts numbers such as -5.
  if (!/[a-z]/i.test(text)) return undefined;
  const wait = Date.parse(fullDate(text, now)) - now;
  return wait > 0 ? wait : undefined;
}

/** Completes a date. A year of two digits is never more than 50 years ahead (RFC 9110, section 5.6.7). */
function fullDate(text: string, now: number): string {
  if (ASCTIME.test(text)) return `${text} GMT`;
  const thisYear = new Date(now).getUTCFullYear();
  return text.replace(SHORT_YEAR, (_, day: string, digits: string, time: string) => {
    const year = Math.floor(thisYear / 100) * 100 + Number(digits);
    return `${day}${year - thisYear > 50 ? year - 100 : year}${time}`;
  });
}
