/** Counts the outcomes of a scan. */

import { mentionCount, type Outcome } from './outcome.ts';

export interface Tally {
  /** Lines with a URL. */
  readonly urls: number;
  /** Lines that have their outcome. */
  readonly done: number;
  /** Pages that came, whatever they say. */
  readonly responses: number;
  /** Pages that mention the term, those searched in part included. */
  readonly mentions: number;
  /** Lines whose page could not be had. */
  readonly failed: number;
  /** Those of them whose server answered all the same, with an error. */
  readonly errorAnswers: number;
  readonly cancelled: number;
  /** Lines that hold no URL that can be scanned. */
  readonly rejected: number;
}

/** A tally that goes on being counted. */
export type OpenTally = { -readonly [Name in keyof Tally]: Tally[Name] };

export function emptyTally(urls: number, rejected: number): OpenTally {
  return { urls, done: 0, responses: 0, mentions: 0, failed: 0, errorAnswers: 0, cancelled: 0, rejected };
}

/** Counts the outcome of a line. */
export function countOutcome(tally: OpenTally, outcome: Outcome): void {
  tally.done++;
  if (outcome.kind === 'failed') {
    tally.failed++;
    if (outcome.status !== undefined) tally.errorAnswers++;
  } else if (outcome.kind === 'cancelled') tally.cancelled++;
  else tally.responses++;
  if (mentionCount(outcome) > 0) tally.mentions++;
}

/** @param outcomes one for each line with a URL; `undefined` where it is still to come */
export function tallyOf(outcomes: Iterable<Outcome | undefined>, rejected = 0): Tally {
  const tally = emptyTally(0, rejected);
  for (const outcome of outcomes) {
    tally.urls++;
    if (outcome) countOutcome(tally, outcome);
  }
  return tally;
}
