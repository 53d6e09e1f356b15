/** The commands that search the stored pages again: for another term, or with the toggles of the view. */

import * as vscode from 'vscode';
import { isCheck } from '../../engine/model/term.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { ScanStarter } from '../scan/scanStarter.ts';
import { rememberTerm } from '../scan/termInput.ts';
import {
  type Mode,
  modesOfSession,
  type Query,
  type SearchModes,
  termWith,
} from '../settings/searchModes.ts';
import { termProblem } from '../settings/termProblem.ts';
import { searchSession } from './searchAgain.ts';

interface Parts {
  /** Folder of the extension's files. */
  readonly extension: vscode.Uri;
  readonly memory: vscode.Memento;
  readonly modes: SearchModes;
  readonly scanner: Scanner;
  readonly sessions: Sessions;
  readonly starter: ScanStarter;
}

export function registerSearch(parts: Parts): vscode.Disposable {
  const { extension, memory, modes, scanner, sessions, starter } = parts;

  async function searchAgain(): Promise<void> {
    const session = sessions.shown;
    if (!session) return;
    const { askForQuery } = await import('./queryInput.ts');
    const query = await askForQuery(session, modes.of(session.uri), vscode.Uri.joinPath(extension, 'media'));
    if (!query) return;
    await rememberTerm(query.text, memory);
    await modes.remember(query.modes);
    if (isCheck(session.term)) await starter.scanAgain(session, query);
    else await search(session, query);
  }

  /** Switches a mode, and searches the shown results again. Without results to search, it applies to the next scan. */
  async function toggle(mode: Mode): Promise<void> {
    const session = sessions.searched;
    const before = session ? modesOfSession(session) : modes.of(undefined);
    const after = { ...before, [mode]: !before[mode] };
    const problem = session && termProblem(termWith(session.term.text, after));
    if (problem) {
      void vscode.window.showErrorMessage(problem);
      return;
    }
    await modes.remember(after);
    if (session && !session.isRunning) await search(session, { text: session.term.text, modes: after });
  }

  async function search(session: Session, query: Query): Promise<void> {
    if ((await searchSession(session, query, scanner)) !== 'gone') return;
    const again = vscode.l10n.t('Scan Again');
    const message = vscode.l10n.t(
      'The pages of this scan are no longer kept. Scan the list again to search them.',
    );
    if ((await vscode.window.showWarningMessage(message, again)) === again)
      await starter.scanAgain(session, query);
  }

  return registerCommands({
    searchAgain,
    matchCase: () => toggle('matchCase'),
    matchCaseOff: () => toggle('matchCase'),
    wholeWord: () => toggle('wholeWord'),
    wholeWordOff: () => toggle('wholeWord'),
    regularExpression: () => toggle('regularExpression'),
    regularExpressionOff: () => toggle('regularExpression'),
    textOnly: () => toggle('textOnly'),
    textOnlyOff: () => toggle('textOnly'),
  });
}
