/** Splits a list: some of its lines as a list of their own, in a document that is not saved yet. */

import * as vscode from 'vscode';
import type { GroupKind, Session } from '../model/session.ts';

/**
 * Opens the lines of a group, as they stand in the list today, with their comments. Lines that were edited since the
 * scan come as they were scanned.
 * @returns the new list; `undefined` where the group is empty, and the person has been told so
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

/** Opens a list to begin with: one page that mentions Python, and one that does not. */
export function newList(): Promise<vscode.TextDocument> {
  const how = vscode.l10n.t('One URL on each line. What follows a # is skipped.');
  return open([`# ${how}`, 'https://www.python.org/', 'https://example.com/']);
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
      return vscode.l10n.t('There is no page without a mention.');
    default:
      return vscode.l10n.t('There are no such lines.');
  }
}
