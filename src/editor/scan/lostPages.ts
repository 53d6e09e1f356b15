/** Finds the pages that cannot be searched again because they are no longer stored. */

import * as vscode from 'vscode';
import { failure } from '../../engine/model/failure.ts';
import { factsOf, failureOf, type Outcome } from '../../engine/model/outcome.ts';
import type { Session } from '../model/session.ts';

/**
 * New outcomes for the pages that were searched before and are no longer stored. Their old outcomes are about another
 * term.
 * @param found the outcomes of the new search, by target id
 */
export function lostPages(session: Session, found: ReadonlyMap<number, Outcome>): Map<number, Outcome> {
  const lost = new Map<number, Outcome>();
  for (const { target, outcome } of session.lines) {
    if (target === undefined || !outcome || found.has(target) || !wasSearched(outcome)) continue;
    const message = vscode.l10n.t('The page is no longer kept: scan it again to search it');
    lost.set(target, { ...factsOf(outcome), kind: 'cancelled', failure: failure('CANCELLED', message) });
  }
  return lost;
}

function wasSearched(outcome: Outcome): boolean {
  const { kind, status } = outcome;
  // A check has kept no page.
  if (kind === 'mentions' || kind === 'noMention' || kind === 'partial' || kind === 'answered') return true;
  // A cancelled outcome has a status only if it comes from lostPages.
  const code = failureOf(outcome)?.code;
  return (
    code === 'REGEX_TIMEOUT' || code === 'FRAGMENT_MISSING' || (kind === 'cancelled' && status !== undefined)
  );
}
