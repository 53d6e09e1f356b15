/** Scans the cells of a notebook. */

import * as vscode from 'vscode';
import type { Tally } from '../../engine/model/tally.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { confirmScan } from './confirmScan.ts';
import { showNoUrls } from './emptyListMessages.ts';
import { readSets } from './filesReader.ts';
import { showUnreadable } from './listToScan.ts';
import type { Scanner, ScanOrder } from './scanner.ts';

/**
 * The notebook that a command means.
 * @param uri from a menu: of a notebook, or of a cell; if absent, the active editor decides
 * @returns `undefined` if the command means a text: an editor shows the notebook as text, or a part of a cell is selected
 */
export function notebookToScan(uri: vscode.Uri | undefined): vscode.NotebookDocument | undefined {
  const { activeNotebookEditor, activeTextEditor } = vscode.window;
  const wanted = (uri ?? activeNotebookEditor?.notebook.uri)?.toString();
  const text = activeTextEditor?.document.uri.toString();
  const isOf = (notebook: vscode.NotebookDocument, document: string | undefined) =>
    notebook.getCells().some(cell => cell.document.uri.toString() === document);
  const notebook = vscode.workspace.notebookDocuments.find(
    each => !each.isClosed && (each.uri.toString() === wanted || isOf(each, wanted)),
  );
  if (!notebook || text === notebook.uri.toString()) return undefined;
  const isSelection = activeTextEditor?.selections.some(({ isEmpty }) => !isEmpty) && isOf(notebook, text);
  return isSelection && (!uri || wanted === text) ? undefined : notebook;
}

/**
 * Scans all cells as they stand in the editor: each in its language, or as text.
 * @param order how the URLs are scanned
 * @returns the tally when the scan has ended; `undefined` if nothing was scanned, which is shown as a message
 */
export async function scanNotebook(
  notebook: vscode.NotebookDocument,
  engine: EnginePool,
  scanner: Scanner,
  order: Omit<ScanOrder, 'reading' | 'ranges'>,
): Promise<Tally | undefined> {
  const { uri } = notebook;
  const cells = notebook.getCells().map(({ document }) => document.uri);
  const found = await readSets([{ uris: cells, scope: uri }], { engine, options: order.options });
  if (!found) return undefined;
  const { documents, list, notes } = found;
  if (!documents.length) {
    showNoUrls(uri, { isList: false, isSelection: false, notes });
    return undefined;
  }
  if (!(await confirmScan(list.targets))) return undefined;
  return scanner.begin({ uri, list, documents, isSelection: false, notes }, order);
}

/** The notebook with this URI, which is opened if it is not open. @returns `undefined` if it is gone, which is shown */
export async function openNotebook(uri: vscode.Uri): Promise<vscode.NotebookDocument | undefined> {
  try {
    return await vscode.workspace.openNotebookDocument(uri);
  } catch (error) {
    return showUnreadable(uri, error);
  }
}
