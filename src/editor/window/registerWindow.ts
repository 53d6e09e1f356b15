/** The features of the whole window: the status bar, hints after scans, and general context keys and commands. */

import * as vscode from 'vscode';
import { ContextKeys } from '../commands/contextKeys.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import { WALKTHROUGH } from '../ids.ts';
import type { Sessions } from '../model/sessions.ts';
import { registerScanHint } from './scanHint.ts';
import { registerStatusBar } from './statusBar.ts';

export function registerWindow({ sessions }: { readonly sessions: Sessions }): vscode.Disposable {
  const keys = new ContextKeys();
  return vscode.Disposable.from(
    sessions.onDidChange(() => {
      keys.set('running', sessions.running.length > 0);
      keys.set('hasResults', sessions.shown !== undefined);
    }),
    registerStatusBar(sessions),
    registerScanHint(sessions),
    registerCommands({
      showFirstSteps: () =>
        vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
    }),
  );
}
