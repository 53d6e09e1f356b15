/** What belongs to the window as a whole: the status bar, hints, and the keys and the command of no other feature. */

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
