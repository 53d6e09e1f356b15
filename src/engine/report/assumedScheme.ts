/** Says which scheme was taken for a URL without one. */

import * as l10n from '@vscode/l10n';
import type { Outcome } from '../model/outcome.ts';

/** One sentence, without a full stop; `undefined` if the list names a scheme. */
export function assumedSchemeText({ assumedScheme }: Outcome): string | undefined {
  switch (assumedScheme) {
    case 'https':
      return l10n.t('The list names no scheme; https: was assumed');
    case 'http':
      return l10n.t('The list names no scheme; http: was assumed, because nothing answered by https:');
    default:
      return undefined;
  }
}

/** What qualifies an outcome, in sentences; `undefined` if nothing does. */
export function noteOf(outcome: Outcome): string | undefined {
  const notes = [outcome.note, assumedSchemeText(outcome)].filter(note => note !== undefined);
  return notes.length ? notes.join('; ') : undefined;
}

/**
 * What has to stand in front of a host without a scheme.
 * @param text begins with the host, or with `//`
 * @param scheme without a colon
 */
export function missingScheme(text: string, scheme: string): string {
  return text.startsWith('//') ? `${scheme}:` : `${scheme}://`;
}
