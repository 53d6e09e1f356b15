/** Asks for the filter of the results view. */

import * as vscode from 'vscode';
import { groupKindsOf } from '../../engine/model/groups.ts';
import { isCheck, type Term } from '../../engine/model/term.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { groupLabel } from './resultItems.ts';
import type { TreeOptions } from './treeOptions.ts';

/** Asks for a text to filter by. The view updates while the person types. Escape restores the previous filter. */
export async function askForText(options: TreeOptions): Promise<void> {
  const before = options.text;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Results');
  input.placeholder = vscode.l10n.t('Part of a URL or of a failure reason');
  input.value = before;
  let isAccepted = false;
  await new Promise<void>(resolve => {
    input.onDidChangeValue(text => options.filter({ text }));
    input.onDidAccept(() => {
      isAccepted = true;
      input.hide();
    });
    input.onDidHide(() => resolve());
    input.show();
  });
  if (!isAccepted) options.filter({ text: before });
  input.dispose();
}

/** Asks for the kinds of verdicts to show. */
export async function askForKinds(options: TreeOptions, term: Term): Promise<void> {
  const items = groupKindsOf(isCheck(term)).map(kind => ({
    label: safeLabel(groupLabel(kind, term.text)),
    state: kind,
    picked: options.allowsKind(kind),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter Results by State'),
    placeHolder: vscode.l10n.t('States to show'),
    canPickMany: true,
  });
  if (!picked) return;
  const states = picked.length === items.length ? [] : picked.map(({ state }) => state);
  options.filter({ kinds: new Set(states) });
}
