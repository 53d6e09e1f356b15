/** Finds the document that a command scans. */

import * as vscode from 'vscode';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { listOfPage } from '../model/pageUri.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';

interface ListToScan {
  readonly document: vscode.TextDocument;
  /** Only what stands in these ranges; all if absent. */
  readonly ranges?: readonly vscode.Range[];
}

/**
 * @param uri from a menu; if absent, the document of the active editor
 * @param useSelection whether a selection in the active editor restricts the scan to what is selected
 * @returns `undefined` if there is no document, or it cannot be read; a message says so
 */
export async function listToScan(
  uri: vscode.Uri | undefined,
  useSelection: boolean,
): Promise<ListToScan | undefined> {
  const editor = vscode.window.activeTextEditor;
  const wanted = uri ?? editor?.document.uri;
  if (!wanted) {
    await askForList();
    return undefined;
  }
  // In the editor of a page, the command scans the list that the page belongs to.
  const list = listOfPage(wanted);
  const document = await openListDocument(list === undefined ? wanted : vscode.Uri.parse(list, true));
  if (!document) return undefined;
  const isActive = editor?.document === document;
  const ranges = useSelection && isActive ? editor.selections.filter(({ isEmpty }) => !isEmpty) : [];
  return { document, ...(ranges.length ? { ranges } : {}) };
}

/**
 * The document with this URI, including unsaved edits; from disk if it is not open.
 * @returns `undefined` if it cannot be read, which is shown as a message
 */
export async function openListDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    return showUnreadable(uri, error);
  }
}

/** Says that a document cannot be read. */
export function showUnreadable(uri: vscode.Uri, error: unknown): undefined {
  const name = vscode.workspace.asRelativePath(uri);
  void vscode.window.showErrorMessage(
    safeLabel(vscode.l10n.t('{0} cannot be read: {1}', name, (error as Error).message)),
  );
}

/**
 * The session that a page belongs to.
 * @param uri of a document; if absent, that of the active editor
 * @returns `undefined` if the document is no page
 */
export function pageOwner(sessions: Sessions, uri: vscode.Uri | undefined): Session | undefined {
  const wanted = uri ?? vscode.window.activeTextEditor?.document.uri;
  const list = wanted && listOfPage(wanted);
  return list === undefined ? undefined : sessions.of(vscode.Uri.parse(list, true));
}

/** Current positions of what a selection held when it was scanned; `undefined` if the whole document was scanned. */
export function selectedRanges(session: Session): readonly vscode.Range[] | undefined {
  if (!session.isSelection) return undefined;
  return session.lines.flatMap(({ end, isAttached, line, start }) =>
    isAttached ? [new vscode.Range(line, start, line, end)] : [],
  );
}

async function askForList(): Promise<void> {
  const open = vscode.l10n.t('Open File…');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open a list of URLs, or any text with links, then scan it.'),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('workbench.action.files.openFile');
}
