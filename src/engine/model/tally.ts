/** Counts the outcomes of a scan. */

import type { Failure, FailureCode } from './failure.ts';
import { isLeftOut } from './leftOut.ts';
import { mentionCount, type Outcome } from './outcome.ts';

export interface Tally {
  /** Lines with a URL. */
  readonly urls: number;
  /** Lines that have an outcome. */
  readonly done: number;
  /** Lines whose page was received, whether it mentions the term or not. */
  readonly responses: number;
  /** Lines whose page mentions the term, including pages that were searched in part. */
  readonly mentions: number;
  /** Lines whose page could not be received. */
  readonly failed: number;
  /** Lines whose server answered with an error status. They count as failed, too. */
  readonly errorAnswers: number;
  readonly cancelled: number;
  /** Lines that should be a URL, but cannot be scanned. */
  readonly rejected: number;
  /** Lines without a URL, and URLs that are not meant to be scanned. */
  readonly leftOut: number;
}

/**
 * The codes of answers with an error status. Other failures with a status are an answer that broke off, or a redirect. A wall
 * may have a status of success, and a URL of a host that was given up has none.
 */
const ERROR_ANSWERS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'HTTP_STATUS',
  'HTTP_RATE_LIMITED',
  'ROBOT_WALL',
]);

/** A tally that {@link countOutcome} can change. */
export type OpenTally = { -readonly [Name in keyof Tally]: Tally[Name] };

export function emptyTally(): OpenTally {
  return {
    urls: 0,
    done: 0,
    responses: 0,
    mentions: 0,
    failed: 0,
    errorAnswers: 0,
    cancelled: 0,
    rejected: 0,
    leftOut: 0,
  };
}

/** Counts a line that is not scanned. */
export function countRejected(tally: OpenTally, reason: Failure): void {
  if (isLeftOut(reason)) tally.leftOut++;
  else tally.rejected++;
}

/** Adds the outcome of a line to a tally. */
export function countOutcome(tally: OpenTally, outcome: Outcome): void {
  tally.done++;
  if (outcome.kind === 'failed') {
    tally.failed++;
    if (ERROR_ANSWERS.has(outcome.failure.code) && (outcome.status ?? 0) >= 300) tally.errorAnswers++;
  } else if (outcome.kind === 'cancelled') tally.cancelled++;
  else tally.responses++;
  if (mentionCount(outcome) > 0) tally.mentions++;
}

/**
 * @param outcomes one for each URL of the list; `undefined` if it has none yet
 * @param rejected why each of the other lines is not scanned
 */
export function tallyOf(outcomes: Iterable<Outcome | undefined>, rejected: Iterable<Failure> = []): Tally {
  const tally = emptyTally();
  for (const reason of rejected) countRejected(tally, reason);
  for (const outcome of outcomes) {
    tally.urls++;
    if (outcome) countOutcome(tally, outcome);
  }
  return tally;
}
