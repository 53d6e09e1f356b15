/** The status bar item: shows the running scan, or else the result for the list in the active editor. */

import * as vscode from 'vscode';
import { failuresCounted, resultCounted } from '../../engine/report/summary.ts';
import { clip, safeLabel } from '../../engine/wording/safeText.ts';
import { COMMANDS, NAME, VIEW } from '../ids.ts';
import type { Session } from '../model/session.ts';
import { sessionName } from '../model/sessionName.ts';
import type { Sessions } from '../model/sessions.ts';

/** In UTF-16 units. All extensions share the one line of the status bar. */
const LONGEST_TERM = 60;

export function registerStatusBar(sessions: Sessions): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('scanUrls.status', vscode.StatusBarAlignment.Left, 50);
  item.name = NAME;
  const show = () => {
    const session = sessions.running.at(-1) ?? sessions.active;
    if (!session) {
      item.hide();
      return;
    }
    Object.assign(item, session.isRunning ? progress(session) : result(session));
    item.show();
  };
  return vscode.Disposable.from(
    item,
    sessions.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeActiveNotebookEditor(show),
  );
}

type ItemContent = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'accessibilityInformation'>;

function progress(session: Session): ItemContent {
  const { done, urls } = session.tally;
  const text = [`${done}/${urls}`, ...countTexts(session)].join(' · ');
  return {
    text: `$(sync~spin) ${text}`,
    tooltip: vscode.l10n.t('Scanning {0}. Click to stop and keep the results so far.', nameOf(session)),
    command: COMMANDS.stop,
    accessibilityInformation: {
      label: vscode.l10n.t('Scanning URLs: {0} of {1} done. Activate to stop.', done, urls),
    },
  };
}

function result(session: Session): ItemContent {
  const summary = safeLabel(session.summary);
  return {
    text: `$(search) ${countTexts(session).join(' · ')}`,
    tooltip: vscode.l10n.t('{0}: {1}. Click to show the results.', nameOf(session), summary),
    command: `${VIEW}.focus`,
    accessibilityInformation: { label: vscode.l10n.t('Scan URLs: {0}', summary) },
  };
}

function countTexts(session: Session): string[] {
  return [
    resultCounted(session.tally, clip(safeLabel(session.term.text), LONGEST_TERM)),
    ...(session.failures ? [failuresCounted(session.failures)] : []),
  ];
}

function nameOf(session: Session): string {
  return safeLabel(sessionName(session));
}
