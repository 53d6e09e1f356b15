/** Asks which results the view shows. */

import * as vscode from 'vscode';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { GROUP_KINDS } from '../model/session.ts';
import { groupLabel } from './resultItems.ts';
import type { TreeOptions } from './treeOptions.ts';

/** The view follows what is typed; Escape puts things back as they were. */
export async function askForText(options: TreeOptions): Promise<void> {
  const before = options.text;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Results');
  input.placeholder = vscode.l10n.t('Part of a URL, or of the reason of a failure');
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

export async function askForKinds(options: TreeOptions, term: string): Promise<void> {
  const items = GROUP_KINDS.map(kind => ({
    label: safeLabel(groupLabel(kind, term)),
    state: kind,
    picked: options.allowsKind(kind),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter Results by State'),
    placeHolder: vscode.l10n.t('States to show'),
    canPickMany: true,
  });
  if (picked) options.filter({ kinds: new Set(picked.map(({ state }) => state)) });
}
