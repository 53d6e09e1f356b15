/** Decides where the pages of scans are stored, and how many. */

import * as vscode from 'vscode';
import { KEEP, type KeepLimits } from '../../engine/model/keepLimits.ts';

/**
 * Pages are stored in the extension's storage folder, not in the workspace. In an untrusted workspace nothing is
 * written to disk: the pages stay in memory until the window is closed.
 */
export function pageStorageLimits(context: vscode.ExtensionContext): KeepLimits {
  const storage = context.storageUri ?? context.globalStorageUri;
  if (!vscode.workspace.isTrusted || storage.scheme !== 'file') return KEEP;
  return { ...KEEP, folder: vscode.Uri.joinPath(storage, 'pages').fsPath };
}
