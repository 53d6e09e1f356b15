/** Judges lists while they are typed. */

import * as vscode from 'vscode';
import { LIST_LANGUAGE } from '../ids.ts';
import type { Sessions } from '../model/sessions.ts';

/** The code is loaded when the first list is opened. */
export function registerLint(sessions: Sessions): vscode.Disposable {
  const loaded: vscode.Disposable[] = [];
  let isLoading = false;
  let isOver = false;
  const load = async () => {
    if (isLoading || !vscode.workspace.textDocuments.some(isList)) return;
    isLoading = true;
    const { ListLint } = await import('./listLint.ts');
    if (!isOver) loaded.push(new ListLint(sessions));
  };
  const opened = vscode.workspace.onDidOpenTextDocument(load);
  void load();
  return new vscode.Disposable(() => {
    isOver = true;
    opened.dispose();
    for (const each of loaded) each.dispose();
  });
}

function isList({ languageId }: vscode.TextDocument): boolean {
  return languageId === LIST_LANGUAGE;
}
