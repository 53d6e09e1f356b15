/** Shows the line of a result in the list. */

import * as vscode from 'vscode';
import type { LineOfSession } from '../model/lineAddress.ts';

export async function goToLine(lineOfSession: LineOfSession | undefined): Promise<void> {
  if (!lineOfSession) return;
  const { session } = lineOfSession;
  const { line, start, end } = lineOfSession.line;
  await vscode.window.showTextDocument(session.documentOf(lineOfSession.line).uri, {
    selection: new vscode.Range(line, start, line, end),
    preserveFocus: true,
    preview: true,
  });
}
