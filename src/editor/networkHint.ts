/** What a person is told about proxies: that theirs cannot be used, or that there may be one to use. */

import * as vscode from 'vscode';
import { isWalled } from '../engine/networkWall.ts';
import type { Outcome } from '../engine/outcome.ts';
import { InvalidProxyError } from '../engine/proxy.ts';
import { COMMANDS } from './ids.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

const OPEN_SETTINGS = 'Open Proxy Settings';
const USE_VSCODE = "Use VS Code's Network";

/** Says once in the life of the window why a scan may have reached nothing at all. */
export function registerNetworkHint(sessions: Sessions): vscode.Disposable {
  let running: readonly Session[] = [];
  const listener = sessions.onDidChange(() => {
    // Only the end of a scan says something new, and its lines may be many.
    const ended = running.filter(session => !session.isRunning && sessions.of(session.uri) === session);
    running = sessions.running;
    if (!ended.some(isWalledSession)) return;
    listener.dispose();
    const isOwn = vscode.workspace.getConfiguration('scanUrls').get('transport') !== 'vscode';
    void offer(
      isOwn
        ? vscode.window.showWarningMessage(
            'No page could be reached. Scans do not read proxy scripts (PAC) or the proxy of the system, and do not ' +
              'sign in to proxies with Kerberos, but VS Code does: let it carry the requests, or name a proxy in the ' +
              'setting http.proxy or in HTTPS_PROXY.',
            USE_VSCODE,
            OPEN_SETTINGS,
          )
        : vscode.window.showWarningMessage(
            "No page could be reached, and VS Code's own network carried the requests. Look at its proxy settings, " +
              'and whether this machine is online.',
            OPEN_SETTINGS,
          ),
    );
  });
  return listener;
}

/** A command that tells a person of a proxy that cannot be used, instead of failing. */
export function withValidProxy(
  command: (...args: never[]) => unknown,
): (...args: never[]) => Promise<unknown> {
  return async (...args) => {
    try {
      return await command(...args);
    } catch (error) {
      if (!(error instanceof InvalidProxyError)) throw error;
      void offer(vscode.window.showErrorMessage(error.message, OPEN_SETTINGS));
      return undefined;
    }
  };
}

function isWalledSession(session: Session): boolean {
  return isWalled(scannedLines(session));
}

/** One by one: the first page that came ends the question, and a list may be long. */
function* scannedLines({ lines, targets }: Session): Generator<readonly [string, Outcome | undefined]> {
  for (const { outcome, target } of lines) {
    if (target !== undefined) yield [targets[target] as string, outcome];
  }
}

async function offer(message: Thenable<string | undefined>): Promise<void> {
  switch (await message) {
    case OPEN_SETTINGS:
      await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
      break;
    case USE_VSCODE:
      await vscode.workspace
        .getConfiguration('scanUrls')
        .update('transport', 'vscode', vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand(COMMANDS.scanAgain);
      break;
  }
}
