/** What a person can do: one function a command. */

import * as vscode from 'vscode';
import type { ModelResult } from '../../engine/compare/comparison.ts';
import type { EngineOptions } from '../../engine/model/options.ts';
import type { Tally } from '../../engine/model/tally.ts';
import { PYTHON } from '../../engine/model/term.ts';
import { COMMANDS, NAME, WALKTHROUGH } from '../ids.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { GroupKind, Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { Pages } from '../page/pages.ts';
import type { Panels } from '../panels/panels.ts';
import { listToScan, scannedDocument, selectedLines } from '../scan/listToScan.ts';
import type { Scanner } from '../scan/scanner.ts';
import { askForQuery, problemOf, type Query, searchSession } from '../scan/searchAgain.ts';
import { removeHeader, setHeader } from '../settings/headerCommands.ts';
import type { HostHeaders } from '../settings/hostHeaders.ts';
import { withValidProxy } from '../settings/proxyHint.ts';
import {
  type Mode,
  type Modes,
  modesOfSession,
  type SearchModes,
  searchInWith,
  termWith,
} from '../settings/searchModes.ts';
import { readSettings } from '../settings/settings.ts';
import { ChosenLines } from '../tree/commandTargets.ts';
import type { GroupNode, ResultNode } from '../tree/resultNodes.ts';
import type { ResultsTree } from '../tree/resultsTree.ts';
import { treeCommands } from '../tree/treeCommands.ts';
import { goToLine, openMatch } from './navigation.ts';
import { newList, newListFrom } from './newList.ts';

interface Services {
  readonly context: vscode.ExtensionContext;
  readonly headers: HostHeaders;
  readonly modes: SearchModes;
  readonly pages: Pages;
  readonly panels: Panels;
  readonly scanner: Scanner;
  readonly sessions: Sessions;
  readonly tree: ResultsTree;
  readonly showLog: () => void;
}

/** The term that was asked for last, in the workspace's memory. */
const LAST_TERM = 'lastTerm';

export function registerCommands(services: Services): vscode.Disposable {
  const { context, headers, modes, pages, panels, scanner, sessions, tree, showLog } = services;
  const chosen = new ChosenLines(sessions, tree);
  const version = String(context.extension.packageJSON.version);
  const optionsFor = (uri: vscode.Uri) => readSettings(uri, version).options;

  /** From the Explorer come the file and all files selected there; from an editor its document. */
  async function scanFor(text: string, uri?: vscode.Uri, selected?: unknown): Promise<Tally | undefined> {
    const uris = uri && Array.isArray(selected) && selected.length ? (selected as vscode.Uri[]) : [uri];
    const tallies = await Promise.all(
      uris.map(async each => {
        const list = await listToScan(each, !Array.isArray(selected));
        return list && scanDocument(list.document, text, list.lines);
      }),
    );
    return tallies[0];
  }

  async function scanDocument(
    document: vscode.TextDocument,
    text: string,
    lines?: ReadonlySet<number>,
    how: Modes = modes.of(document.uri),
  ): Promise<Tally | undefined> {
    const options = { ...optionsFor(document.uri), searchIn: searchInWith(how) };
    const term = termWith(text, how);
    const problem = problemOf(term);
    if (problem) {
      void vscode.window.showErrorMessage(problem);
      return undefined;
    }
    // The results are what was asked for, so they are shown; the keyboard stays where it is.
    void vscode.commands.executeCommand('scanUrls.results.open', { preserveFocus: true });
    return scanner.scan(document, { term, options, credentials: await headers.forScan(), lines });
  }

  async function askForTerm(uri: vscode.Uri | undefined): Promise<string | undefined> {
    const { term } = readSettings(uri, version);
    const text = await vscode.window.showInputBox({
      title: NAME,
      prompt: vscode.l10n.t('Which word do you look for on the pages of the list?'),
      value: context.workspaceState.get<string>(LAST_TERM) ?? term,
      validateInput: value => problemOf(termWith(value, modes.of(uri))),
    });
    if (text) await context.workspaceState.update(LAST_TERM, text);
    return text || undefined;
  }

  async function searchAgain(): Promise<void> {
    const session = sessions.shown;
    const query = session && (await askForQuery(session, vscode.Uri.joinPath(context.extensionUri, 'media')));
    if (!query) return;
    await context.workspaceState.update(LAST_TERM, query.text);
    await modes.choose(query.modes);
    await search(session, query);
  }

  /** Searches the results that are shown in the other way at once; without results, the next scan does. */
  async function toggle(mode: Mode): Promise<void> {
    const session = sessions.shown;
    const before = session ? modesOfSession(session) : modes.of(undefined);
    const after = { ...before, [mode]: !before[mode] };
    const problem = session && problemOf(termWith(session.term.text, after));
    if (problem) {
      void vscode.window.showErrorMessage(problem);
      return;
    }
    await modes.choose(after);
    if (session && !session.isRunning) await search(session, { text: session.term.text, modes: after });
  }

  async function search(session: Session, query: Query): Promise<void> {
    if ((await searchSession(session, query, scanner)) !== 'gone') return;
    const again = vscode.l10n.t('Scan Again');
    const message = vscode.l10n.t(
      'The pages of this scan are not kept any more. Scan the list again to search them.',
    );
    if ((await vscode.window.showWarningMessage(message, again)) === again) await repeat(session, query);
  }

  async function repeat(session: Session, { text, modes: how }: Query): Promise<Tally | undefined> {
    const document = await scannedDocument(session.uri);
    return document && scanDocument(document, text, selectedLines(session), how);
  }

  async function scanAgain(): Promise<Tally | undefined> {
    const session = sessions.shown;
    return session && repeat(session, { text: session.term.text, modes: modesOfSession(session) });
  }

  async function rescan(lines: readonly LineOfSession[], isGentle = false): Promise<void> {
    for (const [session, ofSession] of Map.groupBy(lines, line => line.session)) {
      const targets = new Set(ofSession.flatMap(({ line }) => line.target ?? []));
      if (!targets.size) continue;
      const credentials = await headers.forScan();
      const usual = optionsFor(session.uri);
      await scanner.rescan(session, targets, { options: isGentle ? gentle(usual) : usual, credentials });
    }
  }

  /** From the menu of the group come its lines as the filter lets them through; from elsewhere all are meant. */
  async function rescanFailed(node?: GroupNode, { isGentle = false } = {}): Promise<void> {
    const session = node?.session ?? sessions.shown;
    if (!session) return;
    const lines = node ? tree.lines(node) : (session.groups.get('failed') ?? []);
    await rescan(
      lines.map(line => ({ session, line })),
      isGentle,
    );
  }

  function skip(nodes: readonly ResultNode[]): void {
    for (const node of nodes) {
      if (node.type === 'running') scanner.skip(node.session, [node.target]);
      if (node.type === 'hold') scanner.skip(node.session, node.session.underWay.pendingOf(node.host));
    }
  }

  /** @returns what came of it; `undefined` when there is nothing to compare, or nobody wants to */
  async function compareModels(uri?: vscode.Uri): Promise<readonly ModelResult[] | undefined> {
    const list = await listToScan(uri, true);
    if (!list) return undefined;
    const { document, lines } = list;
    const { search, options } = readSettings(document.uri, version);
    const term = { text: sessions.of(document.uri)?.term.text ?? PYTHON, ...search };
    const request = { term, options, credentials: await headers.forScan() };
    const { compareList } = await import('../panels/compareCommand.ts');
    return compareList(document, lines, request, panels);
  }

  function stop(): void {
    const shown = sessions.shown;
    for (const session of shown?.isRunning ? [shown] : sessions.running) scanner.stop(session);
  }

  const handlers: Record<keyof typeof COMMANDS, (...args: never[]) => unknown> = {
    scanForPython: (uri?: vscode.Uri, selected?: unknown) => scanFor(PYTHON, uri, selected),
    scanFor: async (uri?: vscode.Uri, selected?: unknown) => {
      const text = await askForTerm(uri);
      return text && scanFor(text, uri, selected);
    },
    scanAgain,
    stop,
    clear: () => scanner.clear(),
    setHeader: () => setHeader(headers, sessions),
    removeHeader: () => removeHeader(headers),
    showLog,
    showFirstSteps: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
    goToLine: (node?: unknown) => goToLine(chosen.lines(node)[0]),
    openMatch: (node: unknown) => openMatch(chosen.match(node), scanner, pages),
    openInBrowser: (node?: unknown, nodes?: ResultNode[]) => openInBrowser(chosen.lines(node, nodes)),
    rescan: (node?: unknown, nodes?: ResultNode[]) => rescan(chosen.lines(node, nodes)),
    rescanFailed: (node?: GroupNode, how?: unknown) =>
      rescanFailed(node, Array.isArray(how) ? {} : (how as { isGentle?: boolean })),
    skip: (node?: unknown, nodes?: ResultNode[]) => skip(chosen.nodes(node, nodes)),
    ...treeCommands({ chosen, sessions, tree }),
    exportResults: async (format?: unknown, uri?: unknown) => {
      const { exportResults } = await import('./exportResults.ts');
      return (
        sessions.shown && exportResults(sessions.shown, context.workspaceState, version, { format, uri })
      );
    },
    newList,
    newListFromMatches: () => newListOf('mentions'),
    newListFromNoMention: () => newListOf('noMention'),
    newListFromFailures: () => newListOf('failed'),
    newListFromGroup: (node: GroupNode) => newListFrom(node.session, node.kind),
    searchAgain,
    matchCase: () => toggle('matchCase'),
    matchCaseOff: () => toggle('matchCase'),
    wholeWord: () => toggle('wholeWord'),
    wholeWordOff: () => toggle('wholeWord'),
    regularExpression: () => toggle('regularExpression'),
    regularExpressionOff: () => toggle('regularExpression'),
    textOnly: () => toggle('textOnly'),
    textOnlyOff: () => toggle('textOnly'),
    showText: () => pages.switchTo('text'),
    showSource: () => pages.switchTo('source'),
    nextMatch: () => pages.goToMatch(1),
    previousMatch: () => pages.goToMatch(-1),
    showTimeline: () => panels.timeline.show(),
    compareModels: (uri?: vscode.Uri) => compareModels(uri),
  };

  function newListOf(kind: GroupKind): Promise<vscode.TextDocument | undefined> | undefined {
    return sessions.shown && newListFrom(sessions.shown, kind);
  }

  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(COMMANDS[name as keyof typeof COMMANDS], withValidProxy(handler)),
    ),
  );
}

/** For servers that do not keep up: one request at once to each of them, and fewer in all. */
function gentle(options: EngineOptions): EngineOptions {
  return { ...options, concurrency: Math.max(1, Math.floor(options.concurrency / 8)), perHostConcurrency: 1 };
}

async function openInBrowser(lines: readonly LineOfSession[]): Promise<void> {
  for (const { session, line } of lines) {
    const url = line.target === undefined ? undefined : session.targets[line.target];
    // Only what the list's own check let through is a web address.
    if (url) await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}
