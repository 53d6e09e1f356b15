/** Scans the documents of a folder. */

import * as vscode from 'vscode';
import type { Tally } from '../../engine/model/tally.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { sentences } from '../../engine/wording/phrases.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { sessionName } from '../model/sessionName.ts';
import { readReadingSettings } from '../settings/readingSettings.ts';
import { confirmScan } from './confirmScan.ts';
import type { Scanner, ScanOrder } from './scanner.ts';

/**
 * @param order how the URLs are scanned
 * @returns the tally when the scan has ended; `undefined` if nothing was scanned, which is shown as a message
 */
export async function scanFolder(
  folder: vscode.Uri,
  engine: EnginePool,
  scanner: Scanner,
  order: Omit<ScanOrder, 'reading' | 'ranges'>,
): Promise<Tally | undefined> {
  const name = safeLabel(sessionName({ uri: folder }));
  if (folder.scheme !== 'file') {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} is not on a disk, so its files cannot be read.', name),
    );
    return undefined;
  }
  const { documentsIn, readFolder } = await import('./folderReader.ts');
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Reading the documents in {0}', name),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const files = await documentsIn(folder, token);
      let shown = 0;
      return readFolder(folder, files, {
        engine,
        reading: readReadingSettings(folder),
        options: order.options,
        onProgress: (read, all) => {
          progress.report({ message: `${read}/${all}`, increment: ((read - shown) / all) * 100 });
          shown = read;
        },
        signal: abort.signal,
      });
    },
  );
  if (!found) return undefined;
  const { documents, list, notes } = found;
  if (!documents.length) {
    const text = vscode.l10n.t('The documents in {0} have no http: or https: URLs', name);
    void vscode.window.showInformationMessage(sentences([text, ...notes].map(each => `${each}.`)));
    return undefined;
  }
  if (!(await confirmScan(list.targets))) return undefined;
  return scanner.begin({ uri: folder, list, documents, isSelection: false, notes }, order);
}

/** The folder that a command from the Command Palette means. */
export async function folderToScan(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri;
  if (folders.length) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Scan'),
    })) ?? [];
  return chosen;
}

export async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  } catch {
    // An unsaved document is no file.
    return false;
  }
}
