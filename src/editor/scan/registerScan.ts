/** The commands that start, repeat and stop scans. */

import type * as vscode from 'vscode';
import type { Tally } from '../../engine/model/tally.ts';
import { PYTHON } from '../../engine/model/term.ts';
import type { CommandTargets } from '../commands/commandTargets.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { GroupNode, ResultNode } from '../model/resultNodes.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { modesOfSession, type SearchModes } from '../settings/searchModes.ts';
import { readSettings } from '../settings/settings.ts';
import type { ScanLog } from './scanLog.ts';
import type { Scanner } from './scanner.ts';
import type { ScanStarter } from './scanStarter.ts';
import { askForTerm } from './termInput.ts';

interface Parts {
  readonly commandTargets: CommandTargets;
  readonly log: ScanLog;
  readonly memory: vscode.Memento;
  readonly modes: SearchModes;
  readonly scanner: Scanner;
  readonly sessions: Sessions;
  readonly starter: ScanStarter;
  readonly version: string;
}

export function registerScan(parts: Parts): vscode.Disposable {
  const { commandTargets, log, memory, modes, scanner, sessions, starter, version } = parts;

  /** @returns `undefined` if one document is meant */
  async function selectedFiles(
    uri: vscode.Uri,
    selected: unknown,
  ): Promise<readonly vscode.Uri[] | undefined> {
    return (await import('./filesToScan.ts')).selectedFiles(uri, selected);
  }

  /**
   * Scans a document, the cells of a notebook, or several files and folders as one session.
   * @param text empty for a check
   * @param uri the clicked file of the Explorer, or the document of an editor's menu
   * @param selected all selected files, if the command comes from the Explorer
   */
  async function scanFor(text: string, uri?: vscode.Uri, selected?: unknown): Promise<Tally | undefined> {
    const several = uri && (await selectedFiles(uri, selected));
    if (several) return starter.scanFiles(several, text);
    const [{ notebookToScan }, { listToScan, pageOwner }] = await Promise.all([
      import('./scanNotebook.ts'),
      import('./listToScan.ts'),
    ]);
    const notebook = notebookToScan(uri);
    if (notebook) return starter.scanNotebook(notebook, text);
    const owner = pageOwner(sessions, uri);
    if (owner?.isCollection) return starter.scanAgain(owner, { text, modes: modes.of(owner.uri) });
    const list = await listToScan(uri, !Array.isArray(selected));
    return list && starter.scan(list.document, text, list.ranges);
  }

  async function scanAgain(): Promise<Tally | undefined> {
    const session = sessions.shown;
    return session && starter.scanAgain(session, { text: session.term.text, modes: modesOfSession(session) });
  }

  /**
   * Scans failed lines again.
   * @param node the group whose menu was used: only its lines that pass the filter are scanned; if absent, all failed
   *   lines
   */
  async function rescanFailed(node?: GroupNode, { isGentle = false } = {}): Promise<void> {
    await starter.rescan(node ? commandTargets.linesWithGroups(node) : failedLines(sessions.shown), isGentle);
  }

  function skip(nodes: readonly ResultNode[]): void {
    const waiting = nodes.filter(node => node.type === 'running' || node.type === 'hold');
    for (const [session, ofSession] of Map.groupBy(waiting, node => node.session)) {
      const targets = ofSession.flatMap(node =>
        node.type === 'running' ? [node.target] : session.requests.pendingTargetsOf(node.host),
      );
      scanner.skip(session, targets);
    }
  }

  /** Stops the scan of the shown session. If it does not run, stops all running scans. */
  function stop(): void {
    const shown = sessions.shown;
    for (const session of shown?.isRunning ? [shown] : sessions.running) scanner.stop(session);
  }

  return registerCommands({
    scanForPython: (uri?: vscode.Uri, selected?: unknown) => scanFor(PYTHON, uri, selected),
    scanFor: async (uri?: vscode.Uri, selected?: unknown) => {
      const text = await askForTerm(uri, readSettings(uri, version).term, modes, memory);
      return text && scanFor(text, uri, selected);
    },
    scanFolder: async (uri?: vscode.Uri, selected?: unknown) => {
      const { foldersToScan } = await import('./workspaceFolders.ts');
      const folders = uri ? ((await selectedFiles(uri, selected)) ?? [uri]) : await foldersToScan();
      const [first] = folders ?? [];
      const text = first && (await askForTerm(first, readSettings(first, version).term, modes, memory));
      return folders && text ? starter.scanFiles(folders, text) : undefined;
    },
    check: (uri?: vscode.Uri, selected?: unknown) => scanFor('', uri, selected),
    scanAgain,
    stop,
    clear: () => scanner.clear(),
    rescan: (node?: unknown, nodes?: ResultNode[]) => starter.rescan(commandTargets.lines(node, nodes)),
    rescanFailed: (node?: GroupNode, how?: unknown) =>
      rescanFailed(node, Array.isArray(how) ? {} : (how as { isGentle?: boolean })),
    skip: (node?: unknown, nodes?: ResultNode[]) => skip(commandTargets.nodes(node, nodes)),
    showLog: () => log.channel.show(),
  });
}

function failedLines(session: Session | undefined): LineOfSession[] {
  if (!session) return [];
  return (session.groups.get('failed') ?? []).map(line => ({ session, line }));
}
