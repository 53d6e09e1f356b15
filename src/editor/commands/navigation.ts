/** Goes from a result to the line of the list, and to the match in the page. */

import * as vscode from 'vscode';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { Pages } from '../page/pages.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { MatchNode } from '../tree/resultNodes.ts';

export async function goToLine(of: LineOfSession | undefined): Promise<void> {
  if (!of) return;
  const { line, start, end } = of.line;
  await vscode.window.showTextDocument(of.session.uri, {
    selection: new vscode.Range(line, start, line, end),
    preserveFocus: true,
    preview: true,
  });
}

/** Opens the page, read-only, with the match selected. */
export async function openMatch(node: MatchNode | undefined, scanner: Scanner, pages: Pages): Promise<void> {
  if (!node) return;
  const { match, parent } = node;
  const { session, line } = parent;
  const target = line.target;
  if (target === undefined) return;
  const scan = scanner.scanOf(session, target);
  const url = session.targets[target];
  if (scan === undefined || !url) return;
  await pages.open({ list: session.uri.toString(), scan, target }, url, {
    line: match.line,
    column: match.column,
  });
}
