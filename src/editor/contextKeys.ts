/** Keeps the keys that menus and buttons are enabled by. */

import * as vscode from 'vscode';
import { CONTEXT_KEYS } from './ids.ts';
import type { Sessions } from './sessions.ts';

export function registerContextKeys(sessions: Sessions): vscode.Disposable {
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  return sessions.onDidChange(() => {
    set(CONTEXT_KEYS.running, sessions.running.length > 0);
    set(CONTEXT_KEYS.hasResults, sessions.shown !== undefined);
  });
}
