/** Saves the picture of a webview to a file. */

import * as vscode from 'vscode';
import type { ImageFormat } from '../../webview/timeline/timelineMessages.ts';
import { reasonOf, writeFile } from '../export/writeFile.ts';

/**
 * Asks for a file, and writes the picture to it. Shows a message if it cannot be written.
 * @param list the list whose scan the picture shows; its folder is proposed
 */
export async function savePicture(
  { data, format }: { readonly format: ImageFormat; readonly data: string },
  list: vscode.Uri | undefined,
): Promise<void> {
  const name = `timeline.${format}`;
  const folder =
    list?.scheme === 'file' ? vscode.Uri.joinPath(list, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (!file) return;
  try {
    await writeFile(file, [Buffer.from(data, format === 'png' ? 'base64' : 'utf8')]);
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The picture could not be saved: {0}', reasonOf(error)),
    );
  }
}
