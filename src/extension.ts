/** The entry point of the extension: creates its parts and registers its features. */

import type * as vscode from 'vscode';
import { CommandTargets } from './editor/commands/commandTargets.ts';
import { registerExport } from './editor/export/registerExport.ts';
import { registerList } from './editor/list/registerList.ts';
import { Sessions } from './editor/model/sessions.ts';
import { Pages } from './editor/page/pages.ts';
import { registerPage } from './editor/page/registerPage.ts';
import { registerPanels } from './editor/panels/registerPanels.ts';
import { registerScan } from './editor/scan/registerScan.ts';
import { ScanLog } from './editor/scan/scanLog.ts';
import { Scanner } from './editor/scan/scanner.ts';
import { ScanStarter } from './editor/scan/scanStarter.ts';
import { registerSearch } from './editor/search/registerSearch.ts';
import { followLanguage } from './editor/settings/displayLanguage.ts';
import { HostHeaders } from './editor/settings/hostHeaders.ts';
import { pageStorageLimits } from './editor/settings/pageStorage.ts';
import { registerSettings } from './editor/settings/registerSettings.ts';
import { SearchModes } from './editor/settings/searchModes.ts';
import { registerTree } from './editor/tree/registerTree.ts';
import { ResultsTree } from './editor/tree/resultsTree.ts';
import { registerWindow } from './editor/window/registerWindow.ts';
import { EnginePool } from './engine/pool/enginePool.ts';

/** The parts of the extension, for its tests. */
export type Parts = ReturnType<typeof activate>;

export function activate(context: vscode.ExtensionContext) {
  const { extensionUri: extension, secrets, workspaceState: memory } = context;
  const version = String(context.extension.packageJSON.version);
  const log = new ScanLog();
  const bundle = context.asAbsolutePath('dist/engine.cjs');
  const engine = new EnginePool(bundle, log.channel, followLanguage(), true);
  const sessions = new Sessions();
  const scanner = new Scanner(engine, sessions, log, () => pageStorageLimits(context));
  const tree = new ResultsTree(sessions, memory);
  const pages = new Pages(engine, sessions);
  const modes = new SearchModes(memory, sessions);
  const headers = new HostHeaders(secrets);
  const starter = new ScanStarter(engine, scanner, headers, modes, version);
  const commandTargets = new CommandTargets(sessions, tree);
  const built = { engine, headers, log, modes, pages, scanner, sessions, starter, tree };
  const parts = { ...built, commandTargets, extension, memory, version };

  context.subscriptions.push(log, engine, sessions, tree, pages, modes);
  context.subscriptions.push(
    registerSettings(parts),
    registerScan(parts),
    registerSearch(parts),
    registerPage(parts),
    registerPanels(parts),
    registerExport(parts),
    registerTree(parts),
    registerList(parts),
    registerWindow(parts),
  );
  return { ...parts, subscriptions: context.subscriptions as readonly vscode.Disposable[] };
}
