/** Shows a document in an editor. */

import * as vscode from 'vscode';
import { CELL_SCHEME } from '../ids.ts';

/** A cell is shown in its notebook: showTextDocument would open it in an editor of its own. */
export async function showDocument(uri: vscode.Uri, options: vscode.TextDocumentShowOptions): Promise<void> {
  if (uri.scheme === CELL_SCHEME) await vscode.commands.executeCommand('vscode.open', uri, options);
  else await vscode.window.showTextDocument(uri, options);
}
