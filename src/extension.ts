import type * as vscode from 'vscode';
import { registerCommands } from './editor/commands.ts';
import { registerContextKeys } from './editor/contextKeys.ts';
import { followDocuments } from './editor/documents.ts';
import { HostHeaders } from './editor/hostHeaders.ts';
import { keepLimits } from './editor/keeping.ts';
import { followLanguage } from './editor/language.ts';
import { registerListViews } from './editor/listViews.ts';
import { Pages } from './editor/pages.ts';
import { Panels } from './editor/panels.ts';
import { ResultsTree } from './editor/resultsTree.ts';
import { registerScanHint } from './editor/scanHint.ts';
import { ScanLog } from './editor/scanLog.ts';
import { Scanner } from './editor/scanner.ts';
import { SearchModes } from './editor/searchModes.ts';
import { Sessions } from './editor/sessions.ts';
import { registerStatusBar } from './editor/statusBar.ts';
import { EnginePool } from './engine/enginePool.ts';

/** What the extension is made of, for its tests. */
export type Parts = ReturnType<typeof activate>;

export function activate(context: vscode.ExtensionContext) {
  const log = new ScanLog();
  const bundle = context.asAbsolutePath('dist/engine.cjs');
  const engine = new EnginePool(bundle, log.channel, followLanguage(), true);
  const sessions = new Sessions();
  const scanner = new Scanner(engine, sessions, log, () => keepLimits(context));
  const tree = new ResultsTree(sessions, context.workspaceState);
  const pages = new Pages(engine, sessions);
  const modes = new SearchModes(context.workspaceState, sessions);
  const panels = new Panels(context.extensionUri, sessions, engine);
  const headers = new HostHeaders(context.secrets);
  const showLog = () => log.channel.show();

  context.subscriptions.push(
    log,
    engine,
    sessions,
    tree,
    pages,
    modes,
    panels,
    followDocuments(sessions),
    registerContextKeys(sessions, tree.options),
    registerListViews(sessions),
    registerStatusBar(sessions),
    registerScanHint(sessions),
    registerCommands({ context, headers, modes, pages, panels, scanner, sessions, tree, showLog }),
  );
  const subscriptions = context.subscriptions as readonly vscode.Disposable[];
  return { engine, headers, log, modes, pages, scanner, sessions, tree, subscriptions };
}
