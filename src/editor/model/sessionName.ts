/** What a session is called where people see it. */

import * as vscode from 'vscode';
import { CELL_SCHEME } from '../ids.ts';

/**
 * The path of a document or folder in its workspace; the name of a workspace folder; for a selection of files, how many
 * they are. Not yet safe to show.
 */
export function sessionName({
  name,
  uri,
}: {
  readonly name?: string | undefined;
  readonly uri: vscode.Uri;
}): string {
  if (name !== undefined) return name;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === uri.toString() ? folder.name : vscode.workspace.asRelativePath(uri);
}

/** What a document of a session is called in it: the path in its folder, or the number of a cell. Not yet safe to show. */
export function documentName({ uri }: { readonly uri: vscode.Uri }, document: vscode.Uri): string {
  if (document.scheme === CELL_SCHEME) return cellName(uri, document);
  return document.path.slice(uri.path.length).replace(/^\//, '');
}

/** Cells are counted as they stand now: a person may have moved them since the scan. */
function cellName(notebook: vscode.Uri, cell: vscode.Uri): string {
  const open = vscode.workspace.notebookDocuments.find(each => each.uri.toString() === notebook.toString());
  const at = open?.getCells().findIndex(each => each.document.uri.toString() === cell.toString()) ?? -1;
  return at < 0 ? vscode.l10n.t('Cell') : vscode.l10n.t('Cell {0}', at + 1);
}
