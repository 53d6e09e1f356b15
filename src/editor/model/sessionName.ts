/** What a session is called where people see it. */

import * as vscode from 'vscode';

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
