/** The groups in which views and exports show the lines of a scan. */

import { isLeftOut } from './leftOut.ts';
import { mentionCount, type Outcome } from './outcome.ts';

/** In the order in which they are shown. */
export const GROUP_KINDS = [
  'answered',
  'mentions',
  'partial',
  'noMention',
  'skipped',
  'failed',
  'cancelled',
  'leftOut',
] as const;

export type GroupKind = (typeof GROUP_KINDS)[number];

/** Groups that are shown even if they are empty, because they are the main result of a search or a check. */
const MAIN: ReadonlySet<GroupKind> = new Set(['mentions', 'noMention', 'failed']);
const MAIN_OF_CHECK: ReadonlySet<GroupKind> = new Set(['answered', 'failed']);

/** Groups that a check never has. */
const ONLY_OF_SEARCH: ReadonlySet<GroupKind> = new Set(['mentions', 'partial', 'noMention', 'skipped']);

/** The groups that a search or a check may have, in the order in which they are shown. */
export function groupKindsOf(isCheck: boolean): readonly GroupKind[] {
  return GROUP_KINDS.filter(kind => (isCheck ? !ONLY_OF_SEARCH.has(kind) : kind !== 'answered'));
}

/** Whether a group is shown even if it is empty. */
export function isAlwaysShown(kind: GroupKind, isCheck: boolean): boolean {
  return (isCheck ? MAIN_OF_CHECK : MAIN).has(kind);
}

/** The group of an outcome. What is left out of the scan has one of its own. A page that was searched in part is in `mentions` if the term was found in that part. */
export function groupOf(outcome: Outcome): GroupKind {
  if (outcome.kind === 'skipped' && isLeftOut(outcome.failure)) return 'leftOut';
  return mentionCount(outcome) > 0 ? 'mentions' : outcome.kind;
}
