/** Joins phrases and sentences, as the language of the reader does it. */

import * as l10n from '@vscode/l10n';

/** Phrases one after the other, as the language does it; empty for none. */
export function listed([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, part) => l10n.t('{0}, {1}', all, part), first);
}

/** Sentences one after the other, as the language does it; empty for none. */
export function sentences([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, sentence) => l10n.t('{0} {1}', all, sentence), first);
}
