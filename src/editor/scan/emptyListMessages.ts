/** The messages for lists without a URL that can be scanned. */

import * as vscode from 'vscode';
import { sentences } from '../../engine/wording/phrases.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';

interface EmptyText {
  /** Whether the text was read as a list. */
  readonly isList: boolean;
  /** Whether only the selection was read. */
  readonly isSelection: boolean;
  /** Sentences about what was not read, or is left out. */
  readonly notes: readonly string[];
}

export function showNoUrls(document: vscode.Uri, { isList, isSelection, notes }: EmptyText): void {
  const text = isSelection
    ? vscode.l10n.t('The selection has no URLs.')
    : isList
      ? vscode.l10n.t('{0} has no URLs. Put one URL on each line, then scan again.', nameOf(document))
      : vscode.l10n.t('{0} has no http: or https: URLs.', nameOf(document));
  void vscode.window.showInformationMessage(
    notes.length ? sentences([text.replace(/\.$/, ''), ...notes]) : text,
  );
}

/** For a list whose lines were all rejected. */
export function showAllRejected(list: vscode.Uri): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('No line of {0} is a URL that can be scanned. The reasons are on the lines.', nameOf(list)),
  );
}

function nameOf(uri: vscode.Uri): string {
  return safeLabel(uri.path.split('/').at(-1) || vscode.l10n.t('The document'));
}
