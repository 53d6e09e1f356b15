/** What is shown in the editor of a list. */

import * as vscode from 'vscode';
import type { Sessions } from '../model/sessions.ts';
import { registerHover } from './hover.ts';
import { registerLineVerdicts } from './lineVerdicts.ts';
import { registerProblems } from './problems.ts';
import { registerQuickFixes } from './quickFixes.ts';

export function registerListViews(sessions: Sessions): vscode.Disposable {
  return vscode.Disposable.from(
    registerProblems(sessions),
    registerLineVerdicts(sessions),
    registerHover(sessions),
    registerQuickFixes(sessions),
  );
}
