/** Finds the folders that *Scan URLs in Folder…* means in the Command Palette. */

import * as vscode from 'vscode';

/** A choice of folders. */
interface FoldersPick extends vscode.QuickPickItem {
  readonly folders: readonly vscode.Uri[];
}

/**
 * The folder of the workspace; one or all of several, as the person chooses; without a workspace, any folder.
 * @returns `undefined` if the person cancels
 */
export async function foldersToScan(): Promise<readonly vscode.Uri[] | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders.map(({ uri }) => uri);
  if (folders.length) {
    const pick = await vscode.window.showQuickPick(folderPicks(folders), {
      title: vscode.l10n.t('Scan URLs in Folder'),
      placeHolder: vscode.l10n.t('Which folders?'),
      matchOnDescription: true,
    });
    return pick?.folders;
  }
  return vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    openLabel: vscode.l10n.t('Scan'),
  });
}

/** The choices for a workspace of several folders. The first one is all of them. */
export function folderPicks(folders: readonly vscode.WorkspaceFolder[]): FoldersPick[] {
  const picks = folders.map(
    ({ name, uri }): FoldersPick => ({
      label: name,
      description: uri.scheme === 'file' ? uri.fsPath : uri.path,
      iconPath: vscode.ThemeIcon.Folder,
      folders: [uri],
    }),
  );
  const all: FoldersPick = {
    label: vscode.l10n.t('All Folders'),
    description: folders.map(({ name }) => name).join(', '),
    folders: folders.map(({ uri }) => uri),
  };
  return [all, ...picks];
}
