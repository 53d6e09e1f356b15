/** Opens new lists in unsaved documents. */

import * as vscode from 'vscode';
import { LIST_LANGUAGE } from '../ids.ts';
import type { GroupKind, Session } from '../model/session.ts';

/**
 * Opens the lines of a group as a new list. Lines of a list are copied from it with their comments. If a line was edited
 * since the scan, if it holds several URLs, or if the document is no list, only the URL is copied.
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
  const open = new Map(vscode.workspace.textDocuments.map(each => [each.uri.toString(), each]));
  const content = lines.map(each => {
    const { document, isAttached, line } = each;
    const { isList, uri } = session.documentOf(each);
    const list = isList && !session.isClosed ? open.get(uri.toString()) : undefined;
    const isAlone = isAttached && session.linesBetween(document, line, line + 1).length === 1;
    return list && isAlone ? list.lineAt(line).text.trim() : session.urlOf(each);
  });
  return openList([...new Set(content)]);
}

/** Opens an example list: one page that mentions Python, and one that does not. */
export function newList(): Promise<vscode.TextDocument> {
  const instruction = vscode.l10n.t('One URL on each line. Text after a # is skipped.');
  return openList([`# ${instruction}`, 'https://www.python.org/', 'https://example.com/']);
}

async function openList(lines: readonly string[]): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({
    language: LIST_LANGUAGE,
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
