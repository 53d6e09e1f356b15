/** Opens new lists in unsaved documents. */

import * as vscode from 'vscode';
import type { GroupKind, Session } from '../model/session.ts';

/**
 * Opens the lines of a group as a new list. Lines are copied from the document with their comments. If a line was
 * edited since the scan, only its scanned URL is copied.
 * @returns the new list; `undefined` if the group is empty, which is shown as a message
 */
export async function newListFrom(
  session: Session,
  kind: GroupKind,
): Promise<vscode.TextDocument | undefined> {
  const lines = session.groups.get(kind) ?? [];
  if (!lines.length) {
    void vscode.window.showInformationMessage(emptyText(kind));
    return undefined;
  }
  const list = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === session.uri.toString());
  const content = lines.map(({ isAttached, line, text }) => {
    return list && isAttached && !session.isClosed ? list.lineAt(line).text.trim() : text;
  });
  return open(content);
}

/** Opens an example list: one page that mentions Python, and one that does not. */
export function newList(): Promise<vscode.TextDocument> {
  const instruction = vscode.l10n.t('One URL on each line. Text after a # is skipped.');
  return open([`# ${instruction}`, 'https://www.python.org/', 'https://example.com/']);
}

async function open(lines: readonly string[]): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: `${lines.join('\n')}\n`,
  });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

function emptyText(kind: GroupKind): string {
  switch (kind) {
    case 'mentions':
      return vscode.l10n.t('No page mentions the term.');
    case 'failed':
      return vscode.l10n.t('No line failed.');
    case 'noMention':
      return vscode.l10n.t('No line has the verdict “No mention”.');
    default:
      return vscode.l10n.t('There are no such lines.');
  }
}
