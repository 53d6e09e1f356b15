/** Summarizes a scan in one sentence. */

import * as l10n from '@vscode/l10n';
import type { Tally } from '../model/tally.ts';
import { listed } from '../wording/phrases.ts';

/**
 * e.g. `62 responses for 64 URLs, 20 mention “Python”`. As in the tutorial, a response is a page that was received. If more
 * servers answered with an error than with a page: `1 page for 9 URLs, 8 answered with an error, …`. Of a check, e.g.
 * `62 of 64 URLs answered, 2 failed`.
 * @param term empty for a check
 */
export function summary(tally: Tally, term: string): string {
  const { cancelled, leftOut, rejected } = tally;
  const parts = term ? searchCounted(tally, term) : checkCounted(tally);
  if (cancelled) parts.push(l10n.t('{0} not scanned', cancelled));
  if (rejected)
    parts.push(rejected === 1 ? l10n.t('1 line rejected') : l10n.t('{0} lines rejected', rejected));
  if (leftOut) parts.push(leftOut === 1 ? l10n.t('1 line left out') : l10n.t('{0} lines left out', leftOut));
  return listed(parts);
}

function searchCounted(tally: Tally, term: string): string[] {
  return [
    ...(tally.errorAnswers > tally.responses ? pagesCounted(tally) : [responsesCounted(tally)]),
    mentionsCounted(tally, term),
  ];
}

/** e.g. `62 of 64 URLs answered`, `2 failed`. */
function checkCounted({ failed, responses, urls }: Tally): string[] {
  const answered =
    urls === 1
      ? l10n.t('{0} of 1 URL answered', responses)
      : l10n.t('{0} of {1} URLs answered', responses, urls);
  return [answered, ...(failed ? [failuresCounted(failed)] : [])];
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

/** e.g. `1 page for 9 URLs`, `8 answered with an error`. */
function pagesCounted({ errorAnswers, responses, urls }: Tally): string[] {
  const pages =
    responses === 1
      ? l10n.t('1 page for {0} URLs', urls)
      : urls === 1
        ? l10n.t('{0} pages for 1 URL', responses)
        : l10n.t('{0} pages for {1} URLs', responses, urls);
  const errors =
    errorAnswers === 1
      ? l10n.t('1 answered with an error')
      : l10n.t('{0} answered with an error', errorAnswers);
  return [pages, errors];
}

/** e.g. `2 failed`. */
export function failuresCounted(failures: number): string {
  return l10n.t('{0} failed', failures);
}

/** e.g. `20 mention “Python”`; of a check, e.g. `62 answered`. @param term empty for a check */
export function resultCounted(tally: Tally, term: string): string {
  return term ? mentionsCounted(tally, term) : l10n.t('{0} answered', tally.responses);
}

function mentionsCounted({ mentions }: Tally, term: string): string {
  return mentions === 1 ? l10n.t('1 mentions “{0}”', term) : l10n.t('{0} mention “{1}”', mentions, term);
}
