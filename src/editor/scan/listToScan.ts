/** Finds the document that a command is meant for. */

import * as vscode from 'vscode';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { listOfPage } from '../model/pageUri.ts';
import type { Session } from '../model/session.ts';

interface ListToScan {
  readonly document: vscode.TextDocument;
  /** Only these lines, from 0. */
  readonly lines?: ReadonlySet<number>;
}

/**
 * @param uri from a menu; without one the active editor is meant
 * @param fromEditor whether a selection in the editor narrows the scan
 * @returns `undefined` when there is nothing to scan, and the person has been told so
 */
export async function listToScan(
  uri: vscode.Uri | undefined,
  fromEditor: boolean,
): Promise<ListToScan | undefined> {
  const editor = vscode.window.activeTextEditor;
  const wanted = uri ?? editor?.document.uri;
  if (!wanted) {
    await askForList();
    return undefined;
  }
  // Who reads a page and scans means the list that it belongs to.
  const list = listOfPage(wanted);
  const document = await scannedDocument(list === undefined ? wanted : vscode.Uri.parse(list, true));
  if (!document) return undefined;
  const isActive = editor?.document === document;
  const lines = fromEditor && isActive ? linesOf(editor.selections) : undefined;
  return { document, ...(lines ? { lines } : {}) };
}

/** The document as it is in the editor, unsaved edits included, or as it is on disk. */
export async function scannedDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    const name = vscode.workspace.asRelativePath(uri);
    void vscode.window.showErrorMessage(
      safeLabel(vscode.l10n.t('{0} cannot be read: {1}', name, (error as Error).message)),
    );
    return undefined;
  }
}

/** Today's lines of a session that was a selection; `undefined` when the whole document was scanned. */
export function selectedLines(session: Session): ReadonlySet<number> | undefined {
  if (!session.isSelection) return undefined;
  return new Set(session.lines.flatMap(({ isAttached, line }) => (isAttached ? [line] : [])));
}

/** A selection that ends at the start of a line does not hold that line. */
function linesOf(selections: readonly vscode.Selection[]): ReadonlySet<number> | undefined {
  const lines = new Set<number>();
  for (const { start, end, isEmpty } of selections) {
    if (isEmpty) continue;
    const last = end.character === 0 ? end.line - 1 : end.line;
    for (let line = start.line; line <= last; line++) lines.add(line);
  }
  return lines.size ? lines : undefined;
}

async function askForList(): Promise<void> {
  const open = vscode.l10n.t('Open File…');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open a list with one URL on each line, then scan it.'),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('workbench.action.files.openFile');
}
