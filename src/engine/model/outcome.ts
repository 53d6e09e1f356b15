/** The outcome of a line of the list. Each line ends with exactly one. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure } from './failure.ts';
import { isLeftOut } from './leftOut.ts';
import type { MatchedLine } from './matchedLine.ts';
import { NO_PLACES, type PlaceCounts } from './places.ts';
import type { Timings } from './timings.ts';

/** What is known about the request of a URL. Does not depend on the term. */
export interface Facts {
  /** Time from start to outcome, in ms. */
  readonly ms: number;
  /** Unpacked bytes of the page that were read. */
  readonly bytes: number;
  /** HTTP status of the last response. */
  readonly status?: number | undefined;
  /** The URL after all redirects; the normalised URL of the line if there were none. */
  readonly finalUrl?: string;
  /** The scheme that was taken for a URL of the list without one. */
  readonly assumedScheme?: 'https' | 'http';
  /** The URLs of all hops, from that of the line to the last. Absent if there was no redirect. */
  readonly chain?: readonly string[];
  /** Whether all redirects were permanent, so that {@link finalUrl} can replace the URL in the list. */
  readonly isMoved?: boolean;
  /** The phases that the time was spent in. Absent if no request was made. */
  readonly timings?: Timings;
  /** Media type without parameters, in lower case. */
  readonly mediaType?: string;
  /** WHATWG name of the encoding that the page was decoded from. */
  readonly charset?: string;
  /** Fragments of the list that lead nowhere in this page; absent if there are none. See `fragments.ts`. */
  readonly missingFragments?: readonly string[];
  /** One sentence that qualifies the outcome, without a full stop; safe to show. */
  readonly note?: string;
}

interface Found {
  /** How often the term was found. */
  readonly count: number;
  readonly places: PlaceCounts;
  readonly matches: readonly MatchedLine[];
}

interface Failed {
  readonly failure: Failure;
}

export type Outcome = Facts &
  (
    | ({ readonly kind: 'mentions' } & Found)
    | { readonly kind: 'noMention' }
    /** The page answered a check. It was not searched, and only its beginning was read. */
    | { readonly kind: 'answered' }
    /** The page was searched only in part; the failure says why. */
    | ({ readonly kind: 'partial' } & Found & Failed)
    /** The response is not text. */
    | ({ readonly kind: 'skipped' } & Failed)
    | ({ readonly kind: 'failed' } & Failed)
    | ({ readonly kind: 'cancelled' } & Failed)
  );

export type OutcomeKind = Outcome['kind'];

/** Outcomes by the ids of their targets. */
export type Outcomes = readonly (readonly [target: number, outcome: Outcome])[];

/** The outcome of a URL that was stopped. @param isSkipped whether this URL was skipped, and not the scan stopped */
export function cancelled(facts: Partial<Facts> = {}, isSkipped = false): Outcome {
  const reason = failure('CANCELLED', isSkipped ? l10n.t('Skipped') : l10n.t('The scan was stopped'));
  return { ms: 0, bytes: 0, ...facts, kind: 'cancelled', failure: reason };
}

export function failed(failure: Failure, facts: Partial<Facts> = {}): Outcome {
  return { ms: 0, bytes: 0, ...facts, kind: 'failed', failure };
}

/** The outcome of what is not scanned: only what is left out without a mistake is no failure. */
export function notScanned(reason: Failure): Outcome {
  return isLeftOut(reason) ? { ms: 0, bytes: 0, kind: 'skipped', failure: reason } : failed(reason);
}

/** How often the term was found; 0 if no page was searched. */
export function mentionCount(outcome: Outcome): number {
  return outcome.kind === 'mentions' || outcome.kind === 'partial' ? outcome.count : 0;
}

/** How many matches are in each place of the page. */
export function placesOfMatches(outcome: Outcome): PlaceCounts {
  return outcome.kind === 'mentions' || outcome.kind === 'partial' ? outcome.places : NO_PLACES;
}

export function matchedLines(outcome: Outcome): readonly MatchedLine[] {
  return outcome.kind === 'mentions' || outcome.kind === 'partial' ? outcome.matches : [];
}

/**
 * The final URL of a line, with a fragment. Lines that differ only in their fragment share an outcome, which has none:
 * the line's fragment is added unless the redirect has its own (Fetch Standard, HTTP-redirect fetch).
 * @param line URL of the line
 */
export function finalUrlOf(line: string, { finalUrl }: Outcome): string | undefined {
  const fragment = finalUrl?.includes('#') ? undefined : /#[\s\S]*/.exec(line)?.[0];
  return finalUrl !== undefined && fragment ? new URL(fragment, finalUrl).href : finalUrl;
}

export function failureOf(outcome: Outcome): Failure | undefined {
  return 'failure' in outcome ? outcome.failure : undefined;
}

/** The fields of an outcome that depend on the term. */
const TERM_FIELDS: ReadonlySet<string> = new Set(['kind', 'note', 'failure', 'count', 'places', 'matches']);

/** The fields of an outcome that do not depend on the term. */
export function factsOf(outcome: Outcome): Facts {
  const facts = Object.entries(outcome).filter(([name]) => !TERM_FIELDS.has(name));
  return Object.fromEntries(facts) as unknown as Facts;
}
