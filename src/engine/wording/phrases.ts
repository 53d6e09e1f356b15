/** Joins phrases and sentences with the separators of the reader's language. */

import * as l10n from '@vscode/l10n';

/** Joins phrases, e.g. `one, two`. Empty if there are none. */
export function listed(parts: readonly string[]): string {
  return parts.join(l10n.t('{0}, {1}', '', ''));
}

/** Joins whole sentences. Empty if there are none. */
export function sentences(parts: readonly string[]): string {
  return parts.join(l10n.t('{0} {1}', '', ''));
}
