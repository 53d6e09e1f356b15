/** Shows a line of a list, so that the panel it was chosen in stays in sight. */

import * as vscode from 'vscode';

/**
 * Shows a line of a list beside the panel that it was chosen in, and where it is open already if it is.
 * @param line from 0
 */
export async function showLineBesidePanel(
  panel: vscode.WebviewPanel,
  list: vscode.Uri,
  { end, line, start }: { line: number; start: number; end: number },
): Promise<void> {
  const open = vscode.window.visibleTextEditors.find(({ document }) => String(document.uri) === String(list));
  const beside =
    panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  await vscode.window.showTextDocument(list, {
    selection: new vscode.Range(line, start, line, end),
    viewColumn: open?.viewColumn ?? beside,
    preview: true,
  });
}
