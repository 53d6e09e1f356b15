/** Summarizes a scan in one sentence. */

import * as l10n from '@vscode/l10n';
import type { Tally } from '../model/tally.ts';
import { listed } from '../wording/phrases.ts';

/** e.g. `62 responses for 64 URLs, 20 mention “Python”`. */
export function summary(tally: Tally, term: string): string {
  const { cancelled, rejected } = tally;
  const parts = [responsesCounted(tally), mentionsCounted(tally, term)];
  if (cancelled) parts.push(l10n.t('{0} not scanned', cancelled));
  if (rejected)
    parts.push(rejected === 1 ? l10n.t('1 line rejected') : l10n.t('{0} lines rejected', rejected));
  return listed(parts);
}

/** e.g. `62 responses for 64 URLs`. */
function responsesCounted({ responses, urls }: Tally): string {
  if (urls !== 1) {
    return responses === 1
      ? l10n.t('1 response for {0} URLs', urls)
      : l10n.t('{0} responses for {1} URLs', responses, urls);
  }
  return responses === 1 ? l10n.t('1 response for 1 URL') : l10n.t('{0} responses for 1 URL', responses);
}

/** e.g. `20 mention “Python”`. */
export function mentionsCounted({ mentions }: Tally, term: string): string {
  return mentions === 1 ? l10n.t('1 mentions “{0}”', term) : l10n.t('{0} mention “{1}”', mentions, term);
}
