/** Counts outcomes, and says them in a sentence. */

import * as l10n from '@vscode/l10n';
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
  readonly cancelled: number;
  /** Lines that hold no URL that can be scanned. */
  readonly rejected: number;
}

/** A tally that goes on being counted. */
export type OpenTally = { -readonly [Name in keyof Tally]: Tally[Name] };

export function emptyTally(urls: number, rejected: number): OpenTally {
  return { urls, done: 0, responses: 0, mentions: 0, failed: 0, cancelled: 0, rejected };
}

/** Counts the outcome of a line. */
export function countOutcome(tally: OpenTally, outcome: Outcome): void {
  tally.done++;
  if (outcome.kind === 'failed') tally.failed++;
  else if (outcome.kind === 'cancelled') tally.cancelled++;
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

/** e.g. `62 responses for 64 URLs, 20 mention “Python”`. */
export function summary(tally: Tally, term: string): string {
  const { cancelled, rejected } = tally;
  const parts = [responsesCounted(tally), mentionsCounted(tally, term)];
  if (cancelled) parts.push(l10n.t('{0} not scanned', cancelled));
  if (rejected)
    parts.push(rejected === 1 ? l10n.t('1 line rejected') : l10n.t('{0} lines rejected', rejected));
  return listed(parts);
}

/** Phrases one after the other, as the language does it; empty for none. */
export function listed([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, part) => l10n.t('{0}, {1}', all, part), first);
}

/** Sentences one after the other, as the language does it; empty for none. */
export function sentences([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, sentence) => l10n.t('{0} {1}', all, sentence), first);
}

/** e.g. `62 responses for 64 URLs`. */
function responsesCounted({ responses, urls }: Tally): string {
  if (urls !== 1) {
    return responses === 1
      ? l10n.t('1 response for {0} URLs', urls)
      : l10n.t('{0} responses for {1} URLs', responses, urls);
  }
  return responses === 1 ? l10n.t('1 response for 1 URL') : l10n.t('{0} responses for 1 URL', responses);
}

/** e.g. `20 mention “Python”`. */
export function mentionsCounted({ mentions }: Tally, term: string): string {
  return mentions === 1 ? l10n.t('1 mentions “{0}”', term) : l10n.t('{0} mention “{1}”', mentions, term);
}
