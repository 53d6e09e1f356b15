/** What a session is called where people see it. */

import * as vscode from 'vscode';

/** The path of a document or folder in its workspace; the name of a workspace folder. Not yet safe to show. */
export function sessionName({ uri }: { readonly uri: vscode.Uri }): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === uri.toString() ? folder.name : vscode.workspace.asRelativePath(uri);
}
