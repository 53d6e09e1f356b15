/**
 * The features in the editor of a list: verdicts, problems, hovers, quick fixes, the check while typing, tracking of
 * edits, going to a line.
 */

import * as vscode from 'vscode';
import type { CommandTargets } from '../commands/commandTargets.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import { registerLint } from '../lint/registerLint.ts';
import type { Sessions } from '../model/sessions.ts';
import { followDocuments } from './followDocuments.ts';
import { goToLine } from './goToLine.ts';
import { registerLineVerdicts } from './lineVerdicts.ts';
import { registerProblems } from './problems.ts';
import { registerQuickFixes } from './quickFixes.ts';
import { registerHover } from './registerHover.ts';

interface Parts {
  readonly commandTargets: CommandTargets;
  readonly sessions: Sessions;
}

export function registerList({ commandTargets, sessions }: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    followDocuments(sessions),
    registerProblems(sessions),
    registerLineVerdicts(sessions),
    registerHover(sessions),
    registerQuickFixes(sessions),
    registerLint(sessions),
    registerCommands({
      goToLine: (node?: unknown) => goToLine(commandTargets.lines(node)[0]),
    }),
  );
}
