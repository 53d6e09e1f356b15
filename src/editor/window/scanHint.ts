/** Shows a notification after a scan if most of its failures have a common cause. */

import * as vscode from 'vscode';
import type { TransportName } from '../../engine/model/options.ts';
import type { Cause } from '../../engine/report/causes.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { mainCauseOf } from '../wording/mainCause.ts';

export function registerScanHint(sessions: Sessions): vscode.Disposable {
  /** The last hint of each list. The same hint is not shown twice in a row. */
  const shownHints = new Map<string, string>();
  let running: readonly Session[] = [];
  return sessions.onDidChange(() => {
    // The cause is computed only at the end of a scan, because a scan may have many lines.
    const ended = running.filter(session => !session.isRunning && sessions.of(session.uri) === session);
    running = sessions.running;
    for (const session of ended) {
      const list = session.uri.toString();
      const cause = mainCauseOf(session);
      const hint = cause && `${cause.kind} ${transport()}`;
      if (!hint) shownHints.delete(list);
      else if (shownHints.get(list) !== hint) {
        shownHints.set(list, hint);
        void show(cause, transport());
      }
    }
  });
}

/** Most scans need no hint, so its texts are loaded with the first one. */
async function show(cause: Cause, transport: TransportName): Promise<void> {
  const { showHint } = await import('./hintMessage.ts');
  await showHint(cause, transport);
}

function transport(): TransportName {
  return vscode.workspace.getConfiguration('scanUrls').get('transport') === 'vscode' ? 'vscode' : 'undici';
}
