/** What a line of the list ends with: exactly one outcome. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure } from './failure.ts';
import type { MatchedLine } from './matchedLine.ts';
import { NO_PLACES, type PlaceCounts } from './places.ts';
import type { Timings } from './timings.ts';

/** What is known of a request, whatever became of it. */
export interface Facts {
  /** Time from start to outcome, in ms. */
  readonly ms: number;
  /** Decoded bytes of the page that were read. */
  readonly bytes: number;
  /** HTTP status of the last response. */
  readonly status?: number | undefined;
  /** Where the redirects led to; the URL itself without any. */
  readonly finalUrl?: string;
  /** The URLs of all hops, from the line's own to the last; absent without a redirect. */
  readonly chain?: readonly string[];
  /** Whether all redirects of the chain were permanent, so that the list may as well say {@link finalUrl}. */
  readonly isMoved?: boolean;
  /** What the time went into; absent where nothing was asked for. */
  readonly timings?: Timings;
  /** Media type without parameters, in lower case. */
  readonly mediaType?: string;
  /** WHATWG name of the encoding that the page was decoded with. */
  readonly charset?: string;
  /** A sentence that a person should know to judge the outcome, without a full stop; safe to show. */
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
    /** Only a part of the page was searched; the failure says why. */
    | ({ readonly kind: 'partial' } & Found & Failed)
    /** An answer that is not text. */
    | ({ readonly kind: 'skipped' } & Failed)
    | ({ readonly kind: 'failed' } & Failed)
    | ({ readonly kind: 'cancelled' } & Failed)
  );

export type OutcomeKind = Outcome['kind'];

/** @param isSkipped whether the person did not want to wait for this URL, rather than for the scan */
export function cancelled(facts: Partial<Facts> = {}, isSkipped = false): Outcome {
  const reason = failure('CANCELLED', isSkipped ? l10n.t('Skipped') : l10n.t('The scan was stopped'));
  return { ms: 0, bytes: 0, ...facts, kind: 'cancelled', failure: reason };
}

export function failed(failure: Failure, facts: Partial<Facts> = {}): Outcome {
  return { ms: 0, bytes: 0, ...facts, kind: 'failed', failure };
}

/** How often the term was found; 0 where nothing was searched. */
export function mentionCount(outcome: Outcome): number {
  return outcome.kind === 'mentions' || outcome.kind === 'partial' ? outcome.count : 0;
}

/** Where on the page the term was found. */
export function placesOfMatches(outcome: Outcome): PlaceCounts {
  return outcome.kind === 'mentions' || outcome.kind === 'partial' ? outcome.places : NO_PLACES;
}

export function matchedLines(outcome: Outcome): readonly MatchedLine[] {
  return outcome.kind === 'mentions' || outcome.kind === 'partial' ? outcome.matches : [];
}

/**
 * Where a line of the list led to. Lines that differ in their fragment only share an outcome; the fragment goes along
 * unless a redirect has one of its own (Fetch Standard, HTTP-redirect fetch).
 * @param line its URL
 */
export function finalUrlOf(line: string, { finalUrl }: Outcome): string | undefined {
  const fragment = finalUrl?.includes('#') ? undefined : /#.*$/s.exec(line)?.[0];
  return finalUrl !== undefined && fragment ? new URL(fragment, finalUrl).href : finalUrl;
}

export function failureOf(outcome: Outcome): Failure | undefined {
  return 'failure' in outcome ? outcome.failure : undefined;
}

/** What depends on the term. */
const JUDGED: ReadonlySet<string> = new Set(['kind', 'note', 'failure', 'count', 'places', 'matches']);

/** What is known of the request, whatever was looked for. */
export function factsOf(outcome: Outcome): Facts {
  const facts = Object.entries(outcome).filter(([name]) => !JUDGED.has(name));
  return Object.fromEntries(facts) as unknown as Facts;
}
