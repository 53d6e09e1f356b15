/** Shows the line of a result in the list. */

import * as vscode from 'vscode';
import { showDocument } from '../commands/showDocument.ts';
import type { LineOfSession } from '../model/lineAddress.ts';

export async function goToLine(lineOfSession: LineOfSession | undefined): Promise<void> {
  if (!lineOfSession) return;
  const { session } = lineOfSession;
  const { line, start, end } = lineOfSession.line;
  await showDocument(session.documentOf(lineOfSession.line).uri, {
    selection: new vscode.Range(line, start, line, end),
    preserveFocus: true,
    preview: true,
  });
}
