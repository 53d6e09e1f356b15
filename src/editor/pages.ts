/** The text of scanned pages, as read-only documents. */

import * as vscode from 'vscode';
import { safePage } from '../engine/displayText.ts';
import type { EnginePool } from '../engine/enginePool.ts';
import { PAGE_SCHEME } from './ids.ts';
import { pageAddress } from './pageUri.ts';

const GONE = 'The text of this page is no longer kept. Scan the list again to read it here.';

export function registerPages(engine: EnginePool): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
    provideTextDocumentContent: async uri => {
      const { scan, target } = pageAddress(uri);
      const text = await engine.page(scan, target);
      return text === undefined ? GONE : safePage(text);
    },
  });
}
