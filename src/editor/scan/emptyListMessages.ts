/** The messages for lists without a URL that can be scanned. */

import * as vscode from 'vscode';
import { safeLabel } from '../../engine/wording/safeText.ts';

/** @param isSelection whether only the selection was read */
export function showNoUrls(list: vscode.Uri, isSelection: boolean): void {
  void vscode.window.showInformationMessage(
    isSelection
      ? vscode.l10n.t('The selection has no URLs. Put one URL on each line, then scan again.')
      : vscode.l10n.t('{0} has no URLs. Put one URL on each line, then scan again.', nameOf(list)),
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
