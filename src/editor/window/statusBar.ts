/** The status bar item: the scan that runs, else the result for the list in the active editor. */

import * as vscode from 'vscode';
import { failuresCounted, mentionsCounted } from '../../engine/report/summary.ts';
import { clip, safeLabel } from '../../engine/wording/safeText.ts';
import { COMMANDS, NAME, VIEW } from '../ids.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';

/** The status bar is one line for all extensions. */
const LONGEST_TERM = 60;

export function registerStatusBar(sessions: Sessions): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('scanUrls.status', vscode.StatusBarAlignment.Left, 50);
  item.name = NAME;
  const show = () => {
    const session = sessions.running.at(-1) ?? sessions.forEditor(vscode.window.activeTextEditor);
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
  );
}

type Face = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'accessibilityInformation'>;

function progress(session: Session): Face {
  const { done, urls } = session.tally;
  const text = [`${done}/${urls}`, ...found(session)].join(' · ');
  return {
    text: `$(sync~spin) ${text}`,
    tooltip: vscode.l10n.t('Scanning {0}. Click to stop and keep what is done.', nameOf(session)),
    command: COMMANDS.stop,
    accessibilityInformation: {
      label: vscode.l10n.t('Scanning URLs: {0} of {1} done. Activate to stop.', done, urls),
    },
  };
}

function result(session: Session): Face {
  const summary = safeLabel(session.summary);
  return {
    text: `$(search) ${found(session).join(' · ')}`,
    tooltip: vscode.l10n.t('{0}: {1}. Click to show the results.', nameOf(session), summary),
    command: `${VIEW}.focus`,
    accessibilityInformation: { label: vscode.l10n.t('Scan URLs: {0}', summary) },
  };
}

function found(session: Session): string[] {
  return [
    mentionsCounted(session.tally, clip(safeLabel(session.term.text), LONGEST_TERM)),
    ...(session.failures ? [failuresCounted(session.failures)] : []),
  ];
}

function nameOf({ uri }: Session): string {
  return safeLabel(vscode.workspace.asRelativePath(uri));
}
