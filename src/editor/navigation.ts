/** Goes from a result to the line of the list, and to the match in the page. */

import * as vscode from 'vscode';
import type { Pages } from './pages.ts';
import type { MatchNode, UrlNode } from './resultNodes.ts';
import type { Scanner } from './scanner.ts';

export async function goToLine(node: UrlNode | undefined): Promise<void> {
  if (!node) return;
  const { line, start, end } = node.line;
  await vscode.window.showTextDocument(node.session.uri, {
    selection: new vscode.Range(line, start, line, end),
    preserveFocus: true,
    preview: true,
  });
}

/** Opens the page, read-only, with the match selected. */
export async function openMatch({ parent, match }: MatchNode, scanner: Scanner, pages: Pages): Promise<void> {
  const { session, line } = parent;
  const target = line.target;
  const place = target === undefined ? undefined : scanner.placeOf(session, target);
  const url = target === undefined ? undefined : session.targets[target];
  if (!place || !url) return;
  await pages.open({ list: session.uri.toString(), ...place }, url, {
    line: match.line,
    column: match.column,
  });
}
