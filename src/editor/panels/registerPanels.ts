/** The commands of the panels. The code of a panel is loaded on first use. */

import * as vscode from 'vscode';
import type { ModelResult } from '../../engine/compare/comparison.ts';
import { PYTHON } from '../../engine/model/term.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import { PANELS } from '../ids.ts';
import type { Sessions } from '../model/sessions.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { HostHeaders } from '../settings/hostHeaders.ts';
import { readSettings } from '../settings/settings.ts';
import { LazyPanel } from './lazyPanel.ts';

interface Parts {
  readonly engine: EnginePool;
  /** Folder of the extension's files. */
  readonly extension: vscode.Uri;
  readonly headers: HostHeaders;
  readonly scanner: Scanner;
  readonly sessions: Sessions;
  readonly version: string;
}

export function registerPanels({
  engine,
  extension,
  headers,
  scanner,
  sessions,
  version,
}: Parts): vscode.Disposable {
  const timeline = new LazyPanel(PANELS.timeline, async () => {
    const { TimelinePanel } = await import('./timelinePanel.ts');
    return new TimelinePanel(extension, sessions);
  });
  const comparison = new LazyPanel(PANELS.comparison, async () => {
    const { ComparisonPanel } = await import('./comparisonPanel.ts');
    return new ComparisonPanel(extension);
  });

  /** @returns the results; `undefined` if there is nothing to compare, or the person cancels */
  async function compareModels(uri?: vscode.Uri): Promise<readonly ModelResult[] | undefined> {
    const { listToScan } = await import('../scan/listToScan.ts');
    const list = await listToScan(uri, true);
    if (!list) return undefined;
    const { document, ranges } = list;
    const { search, options } = readSettings(document.uri, version);
    const term = { text: sessions.of(document.uri)?.term.text || PYTHON, ...search };
    const request = { term, options, credentials: await headers.forScan() };
    const { compareList } = await import('./compareCommand.ts');
    return compareList(document, ranges, request, {
      engine,
      panel: await comparison.get(),
      reader: scanner.reader,
    });
  }

  return vscode.Disposable.from(
    timeline,
    comparison,
    registerCommands({
      showTimeline: async () => (await timeline.get()).show(),
      compareModels,
    }),
  );
}
