/** Says how much of the pages of scans is kept, and where. */

import * as vscode from 'vscode';
import { KEEP, type KeepLimits } from '../../engine/model/keepLimits.ts';

/**
 * In the extension's own storage, outside of the folder that is open. Of a folder that nobody trusts nothing is written:
 * what its list leads to stays in memory, and is gone with the window.
 */
export function pageStorageLimits(context: vscode.ExtensionContext): KeepLimits {
  const storage = context.storageUri ?? context.globalStorageUri;
  if (!vscode.workspace.isTrusted || storage.scheme !== 'file') return KEEP;
  return { ...KEEP, folder: vscode.Uri.joinPath(storage, 'pages').fsPath };
}
