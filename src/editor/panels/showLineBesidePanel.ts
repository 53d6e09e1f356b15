/** Shows a line of a list without covering the panel in which it was chosen. */

import * as vscode from 'vscode';
import { showDocument } from '../commands/showDocument.ts';

/**
 * Shows a line of a list. If the list is visible in an editor, that editor is used; otherwise one beside the panel.
 * @param panel the panel in which the line was chosen
 * @param line from 0; `start` and `end` are UTF-16 units in the line
 */
export async function showLineBesidePanel(
  panel: vscode.WebviewPanel,
  list: vscode.Uri,
  { end, line, start }: { line: number; start: number; end: number },
): Promise<void> {
  const open = vscode.window.visibleTextEditors.find(({ document }) => String(document.uri) === String(list));
  const beside =
    panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  await showDocument(list, {
    selection: new vscode.Range(line, start, line, end),
    viewColumn: open?.viewColumn ?? beside,
    preview: true,
  });
}
