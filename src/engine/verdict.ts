/** The outcome of a page that was searched, by a scan or once more afterwards. */

import * as l10n from '@vscode/l10n';
import type { Facts, Outcome } from './outcome.ts';
import type { PageText } from './pageText.ts';
import type { SearchResult } from './search.ts';

/** @param facts of the request */
export function verdictOn(page: PageText, result: SearchResult, facts: Facts): Outcome {
  const { count, places, lines } = result;
  const note = facts.status === 204 ? l10n.t('The answer is empty (204)') : (result.note ?? page.note);
  const all = note ? { ...facts, note } : facts;
  const found = { count, places, matches: lines };
  if (page.cut) return { ...all, kind: 'partial', ...found, failure: page.cut };
  return count ? { ...all, kind: 'mentions', ...found } : { ...all, kind: 'noMention' };
}

/** What depends on the term. */
const JUDGED: ReadonlySet<string> = new Set(['kind', 'note', 'failure', 'count', 'places', 'matches']);

/** What is known of the request, whatever was looked for. */
export function factsOf(outcome: Outcome): Facts {
  const facts = Object.entries(outcome).filter(([name]) => !JUDGED.has(name));
  return Object.fromEntries(facts) as unknown as Facts;
}
