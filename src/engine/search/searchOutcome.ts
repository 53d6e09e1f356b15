/** Makes the outcome of a searched page, for a scan and for a search of kept pages. */

import * as l10n from '@vscode/l10n';
import type { PageText } from '../content/pageText.ts';
import type { Facts, Outcome } from '../model/outcome.ts';
import type { SearchResult } from './search.ts';

/** @param facts of the request */
export function verdictOn(page: PageText, result: SearchResult, facts: Facts): Outcome {
  const { count, places, lines } = result;
  const note = facts.status === 204 ? l10n.t('The answer is empty (204)') : (result.note ?? page.note);
  const all = note ? { ...facts, note } : facts;
  const found = { count, places, matches: lines };
  const cut = page.cut ?? result.cut;
  if (cut) return { ...all, kind: 'partial', ...found, failure: cut };
  return count ? { ...all, kind: 'mentions', ...found } : { ...all, kind: 'noMention' };
}
