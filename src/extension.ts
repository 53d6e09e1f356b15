import type * as vscode from 'vscode';
import { registerCommands } from './editor/commands/commands.ts';
import { registerListViews } from './editor/list/listViews.ts';
import { Sessions } from './editor/model/sessions.ts';
import { Pages } from './editor/page/pages.ts';
import { Panels } from './editor/panels/panels.ts';
import { ScanLog } from './editor/scan/scanLog.ts';
import { Scanner } from './editor/scan/scanner.ts';
import { followLanguage } from './editor/settings/displayLanguage.ts';
import { HostHeaders } from './editor/settings/hostHeaders.ts';
import { keepLimits } from './editor/settings/pageStorage.ts';
import { SearchModes } from './editor/settings/searchModes.ts';
import { ResultsTree } from './editor/tree/resultsTree.ts';
import { registerContextKeys } from './editor/window/contextKeys.ts';
import { followDocuments } from './editor/window/documents.ts';
import { registerScanHint } from './editor/window/scanHint.ts';
import { registerStatusBar } from './editor/window/statusBar.ts';
import { EnginePool } from './engine/pool/enginePool.ts';

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
