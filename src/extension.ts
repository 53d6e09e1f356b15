import type * as vscode from 'vscode';
import { registerCommands } from './editor/commands.ts';
import { registerContextKeys } from './editor/contextKeys.ts';
import { followDocuments } from './editor/documents.ts';
import { HostHeaders } from './editor/hostHeaders.ts';
import { followLanguage } from './editor/language.ts';
import { registerNetworkHint } from './editor/networkHint.ts';
import { registerPages } from './editor/pages.ts';
import { registerProblems } from './editor/problems.ts';
import { ResultsTree } from './editor/resultsTree.ts';
import { ScanLog } from './editor/scanLog.ts';
import { Scanner } from './editor/scanner.ts';
import { Sessions } from './editor/sessions.ts';
import { registerStatusBar } from './editor/statusBar.ts';
import { EnginePool } from './engine/enginePool.ts';

/** What the extension is made of, for its tests. */
export interface Parts {
  readonly engine: EnginePool;
  readonly headers: HostHeaders;
  readonly log: ScanLog;
  readonly sessions: Sessions;
  readonly tree: ResultsTree;
  readonly subscriptions: readonly vscode.Disposable[];
}

export function activate(context: vscode.ExtensionContext): Parts {
  const log = new ScanLog();
  const bundle = context.asAbsolutePath('dist/engine.cjs');
  const engine = new EnginePool(bundle, log.channel, followLanguage(), true);
  const sessions = new Sessions();
  const scanner = new Scanner(engine, sessions, log);
  const tree = new ResultsTree(sessions);
  const headers = new HostHeaders(context.secrets);

  context.subscriptions.push(
    log,
    engine,
    sessions,
    tree,
    followDocuments(sessions),
    registerContextKeys(sessions),
    registerProblems(sessions),
    registerStatusBar(sessions),
    registerPages(engine),
    registerNetworkHint(sessions),
    registerCommands({ context, headers, scanner, sessions, tree, showLog: () => log.channel.show() }),
  );
  return {
    engine,
    headers,
    log,
    sessions,
    tree,
    subscriptions: context.subscriptions as vscode.Disposable[],
  };
}
