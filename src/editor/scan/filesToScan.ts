/** Finds the files and folders that a command scans together. */

import { createHash } from 'node:crypto';
import * as vscode from 'vscode';

/** Files and folders that are scanned as one session. */
export interface FilesToScan {
  /** Each once. */
  readonly uris: readonly vscode.Uri[];
  readonly files: readonly vscode.Uri[];
  readonly folders: readonly vscode.Uri[];
  /** See {@link import('../model/session.ts').SessionSource.uri}. */
  readonly session: vscode.Uri;
  /** e.g. `3 files`; `undefined` for one folder, which has a name. */
  readonly name: string | undefined;
}

/**
 * What a menu of the Explorer means, unless it is one document.
 * @param uri the clicked file or folder
 * @param selected all selected ones, if the command comes from the Explorer
 */
export async function selectedFiles(
  uri: vscode.Uri,
  selected: unknown,
): Promise<readonly vscode.Uri[] | undefined> {
  const uris = Array.isArray(selected) && selected.length ? (selected as vscode.Uri[]) : [uri];
  return uris.length > 1 || (await isFolder(uris[0] ?? uri)) ? uris : undefined;
}

/** @param selected at least one file or folder */
export async function filesToScan(selected: readonly vscode.Uri[]): Promise<FilesToScan> {
  const uris = [...new Map(selected.map(uri => [uri.toString(), uri])).values()];
  const areFolders = await Promise.all(uris.map(isFolder));
  const folders = uris.filter((_, index) => areFolders[index]);
  const files = uris.filter((_, index) => !areFolders[index]);
  const isOneFolder = folders.length === 1 && !files.length;
  return {
    uris,
    files,
    folders,
    session: isOneFolder ? (folders[0] as vscode.Uri) : uriOfSelection(uris),
    name: isOneFolder ? undefined : nameOfSelection(files.length, folders.length),
  };
}

/** The folder that holds all files and folders. */
export function commonFolder(uris: readonly vscode.Uri[]): vscode.Uri {
  const [first, ...others] = uris.map(uri => uri.path.split('/').slice(0, -1));
  const parts = others.reduce((common, path) => {
    const end = common.findIndex((part, index) => part !== path[index]);
    return end < 0 ? common : common.slice(0, end);
  }, first ?? []);
  return (uris[0] as vscode.Uri).with({ path: parts.join('/') || '/' });
}

/** The same selection has the same URI, in whatever order it was made. */
function uriOfSelection(uris: readonly vscode.Uri[]): vscode.Uri {
  const names = uris.map(String).toSorted().join('\n');
  return commonFolder(uris).with({ query: createHash('sha256').update(names).digest('hex').slice(0, 16) });
}

function nameOfSelection(files: number, folders: number): string {
  if (!folders) return files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', files);
  if (!files) return vscode.l10n.t('{0} folders', folders);
  return vscode.l10n.t('{0} files and folders', files + folders);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // An unsaved document is no file.
    return false;
  }
}
