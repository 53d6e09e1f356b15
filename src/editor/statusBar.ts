/** The status bar item: the scan that runs, else the result for the list in the active editor. */

import * as vscode from 'vscode';
import { clip, safeLabel } from '../engine/displayText.ts';
import { mentionsCounted } from '../engine/tally.ts';
import { COMMANDS, NAME, VIEW } from './ids.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** The status bar is one line for all extensions. */
const LONGEST_TERM = 60;

export function registerStatusBar(sessions: Sessions): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('scanUrls.status', vscode.StatusBarAlignment.Left, 50);
  item.name = NAME;
  const show = () => {
    const session = sessions.running.at(-1) ?? sessions.ofEditor(vscode.window.activeTextEditor);
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
    tooltip: `Scanning ${nameOf(session)}. Click to stop and keep what is done.`,
    command: COMMANDS.stop,
    accessibilityInformation: { label: `Scanning URLs: ${done} of ${urls} done. Activate to stop.` },
  };
}

function result(session: Session): Face {
  return {
    text: `$(search) ${found(session).join(' · ')}`,
    tooltip: `${nameOf(session)}: ${safeLabel(session.summary)}. Click to show the results.`,
    command: `${VIEW}.focus`,
    accessibilityInformation: { label: `Scan URLs: ${safeLabel(session.summary)}` },
  };
}

function found(session: Session): string[] {
  return [
    mentionsCounted(session.tally, clip(safeLabel(session.term.text), LONGEST_TERM)),
    ...(session.failures ? [`${session.failures} failed`] : []),
  ];
}

function nameOf({ uri }: Session): string {
  return safeLabel(vscode.workspace.asRelativePath(uri));
}
