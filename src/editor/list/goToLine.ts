/** Goes from a result to its line in the list. */

import * as vscode from 'vscode';
import type { LineOfSession } from '../model/lineAddress.ts';

export async function goToLine(of: LineOfSession | undefined): Promise<void> {
  if (!of) return;
  const { line, start, end } = of.line;
  await vscode.window.showTextDocument(of.session.uri, {
    selection: new vscode.Range(line, start, line, end),
    preserveFocus: true,
    preview: true,
  });
}
