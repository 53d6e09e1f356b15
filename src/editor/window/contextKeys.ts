/** Keeps the keys that menus and buttons are enabled by. */

import * as vscode from 'vscode';
import { CONTEXT_KEYS, PAGE_SCHEME } from '../ids.ts';
import type { Sessions } from '../model/sessions.ts';
import type { TreeOptions } from '../tree/treeOptions.ts';

export function registerContextKeys(sessions: Sessions, options: TreeOptions): vscode.Disposable {
  const known = new Map<string, boolean | string>();
  const set = (key: string, value: boolean | string) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const setOptions = () => {
    set(CONTEXT_KEYS.isFiltered, options.isFiltered);
    set(CONTEXT_KEYS.grouping, options.grouping);
    set(CONTEXT_KEYS.sorting, options.sorting);
  };
  setOptions();
  return vscode.Disposable.from(
    options.onDidChange(setOptions),
    sessions.onDidChange(() => {
      set(CONTEXT_KEYS.running, sessions.running.length > 0);
      set(CONTEXT_KEYS.hasResults, sessions.shown !== undefined);
    }),
    // VS Code's own key for the scheme does not reach the views beside the editor.
    vscode.window.onDidChangeActiveTextEditor(editor =>
      set(CONTEXT_KEYS.pageIsOpen, editor?.document.uri.scheme === PAGE_SCHEME),
    ),
  );
}
