/** Finds the pages that a search misses because they are not kept any more. */

import * as vscode from 'vscode';
import { failure } from '../../engine/model/failure.ts';
import { factsOf, failureOf, type Outcome } from '../../engine/model/outcome.ts';
import type { Session } from '../model/session.ts';

/** Pages that were searched before and are not kept any more. What was said of them was about another term. */
export function lostPages(session: Session, found: ReadonlyMap<number, Outcome>): Map<number, Outcome> {
  const lost = new Map<number, Outcome>();
  for (const { target, outcome } of session.lines) {
    if (target === undefined || !outcome || found.has(target) || !wasSearched(outcome)) continue;
    const message = vscode.l10n.t('The page is not kept any more: scan it again to search it');
    lost.set(target, { ...factsOf(outcome), kind: 'cancelled', failure: failure('CANCELLED', message) });
  }
  return lost;
}

function wasSearched(outcome: Outcome): boolean {
  const { kind, status } = outcome;
  if (kind === 'mentions' || kind === 'noMention' || kind === 'partial') return true;
  // Of those that were cancelled only the ones that were not kept have a status.
  return failureOf(outcome)?.code === 'REGEX_TIMEOUT' || (kind === 'cancelled' && status !== undefined);
}
