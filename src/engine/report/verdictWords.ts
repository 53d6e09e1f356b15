/** The words for verdicts, in the language of the person. Their look is in `verdictLooks.ts`. */

import * as l10n from '@vscode/l10n';
import { failureOf, mentionCount, placesOfMatches } from '../model/outcome.ts';
import { countText, type PlaceCounts } from '../model/places.ts';
import type { JudgedLine, VerdictKind } from './verdictLooks.ts';

export interface VerdictWords {
  /** Heading of a group of such lines. @param term safe to show */
  readonly title: (term: string) => string;
  /** Words after a URL. */
  readonly short: () => string;
  /** Words for a single line, if they differ from the heading. @param term safe to show */
  readonly alone?: (term: string) => string;
  /** Whether the sentence of the failure is enough, without these words. */
  readonly isSaidByReason?: boolean;
}

const mentions = (term: string) => l10n.t('Mentions “{0}”', term);
const notInPart = (term: string) => l10n.t('“{0}” not found in the part searched', term);
const notText = () => l10n.t('Not text');
const failed = () => l10n.t('Failed');
const notScanned = () => l10n.t('Not scanned');
const underWay = () => l10n.t('Under way');

export const VERDICT_WORDS: Readonly<Record<VerdictKind, VerdictWords>> = {
  answered: { title: () => l10n.t('Answered'), short: () => l10n.t('answered') },
  mentions: { title: mentions, short: () => l10n.t('mentioned') },
  mentionsInPart: { title: mentions, short: () => l10n.t('mentioned') },
  partial: { title: notInPart, short: () => l10n.t('not found in the part searched') },
  noMention: {
    title: () => l10n.t('No mention'),
    short: () => l10n.t('no mention'),
    alone: term => l10n.t('No mention of {0}', term),
  },
  skipped: { title: notText, short: () => l10n.t('not text'), isSaidByReason: true },
  failed: { title: failed, short: () => l10n.t('failed'), isSaidByReason: true },
  refused: { title: failed, short: () => l10n.t('refused'), isSaidByReason: true },
  fragmentMissing: { title: failed, short: () => l10n.t('section missing'), isSaidByReason: true },
  leftOut: { title: () => l10n.t('Left out'), short: () => l10n.t('left out'), isSaidByReason: true },
  rejected: { title: failed, short: () => l10n.t('rejected'), isSaidByReason: true },
  cancelled: { title: notScanned, short: () => l10n.t('not scanned') },
  underWay: { title: underWay, short: () => l10n.t('under way') },
  waiting: { title: underWay, short: () => l10n.t('waiting') },
};

/** The words for a single line without a heading, e.g. `No mention of Python`. @param term safe to show */
export function longVerdict(kind: VerdictKind, term: string): string {
  const { alone, title } = VERDICT_WORDS[kind];
  return (alone ?? title)(term);
}

/** The details of a verdict. */
export interface VerdictFacts {
  /** How often the term was found, e.g. `12 × (1 title, 11 text)`; absent if it was not found. */
  readonly found?: string | undefined;
  /** The sentence of the failure, or the note of a page without a mention. */
  readonly reason?: string | undefined;
}

/** @param found formats the count; the default includes the places */
export function verdictFacts(
  { outcome, rejected }: JudgedLine,
  found: (count: number, places: PlaceCounts) => string = countText,
): VerdictFacts {
  if (rejected || !outcome) return { reason: rejected?.message };
  const count = mentionCount(outcome);
  const reason = failureOf(outcome)?.message ?? (count ? undefined : outcome.note);
  return count ? { found: found(count, placesOfMatches(outcome)), reason } : { reason };
}

/** The verdict in one or two short parts, e.g. `no mention` and `The page is built by scripts`. */
export function shortVerdict(kind: VerdictKind, { found, reason }: VerdictFacts): string[] {
  const { isSaidByReason, short } = VERDICT_WORDS[kind];
  const words = found ?? (isSaidByReason && reason ? undefined : short());
  return [words, reason].filter(part => part !== undefined);
}

/** The verdict for a screen reader, e.g. `failed: The server answered 404 Not Found`. */
export function spokenVerdict(kind: VerdictKind, { reason }: VerdictFacts, count: number): string {
  const matches = count === 1 ? l10n.t('1 match') : l10n.t('{0} matches', count);
  const words = count ? matches : VERDICT_WORDS[kind].short();
  return reason ? l10n.t('{0}: {1}', words, reason) : words;
}

/** e.g. `under way for 12 s`. */
export function underWayText(seconds: number): string {
  return l10n.t('under way for {0} s', seconds);
}
