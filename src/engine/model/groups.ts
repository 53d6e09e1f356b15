/** The groups in which views and exports show the lines of a scan. */

import { mentionCount, type Outcome } from './outcome.ts';

/** In the order in which they are shown. */
export const GROUP_KINDS = ['mentions', 'partial', 'noMention', 'skipped', 'failed', 'cancelled'] as const;

export type GroupKind = (typeof GROUP_KINDS)[number];

/** Groups that are shown even if they are empty, because they are the main result. */
export const ALWAYS_SHOWN: ReadonlySet<GroupKind> = new Set(['mentions', 'noMention', 'failed']);

/** The group of an outcome. A page that was searched in part is in `mentions` if the term was found in that part. */
export function groupOf(outcome: Outcome): GroupKind {
  return mentionCount(outcome) > 0 ? 'mentions' : outcome.kind;
}
