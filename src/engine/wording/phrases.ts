/** Joins phrases and sentences with the separators of the reader's language. */

import * as l10n from '@vscode/l10n';

/** Joins phrases, e.g. `one, two`. Empty if there are none. */
export function listed([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, part) => l10n.t('{0}, {1}', all, part), first);
}

/** Joins whole sentences. Empty if there are none. */
export function sentences([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, sentence) => l10n.t('{0} {1}', all, sentence), first);
}
