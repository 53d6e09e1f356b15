/** The groups that the lines of a scan fall into: what a person wants to know of them. */

import { mentionCount, type Outcome } from './outcome.ts';

/** In the order in which they are shown. */
export const GROUP_KINDS = ['mentions', 'partial', 'noMention', 'skipped', 'failed', 'cancelled'] as const;

export type GroupKind = (typeof GROUP_KINDS)[number];

/** These answer the question, so they are there even when nothing is in them. */
export const ALWAYS_SHOWN: ReadonlySet<GroupKind> = new Set(['mentions', 'noMention', 'failed']);

/** A page that was searched in part mentions the term when that part does; otherwise nobody knows. */
export function groupOf(outcome: Outcome): GroupKind {
  return mentionCount(outcome) > 0 ? 'mentions' : outcome.kind;
}
