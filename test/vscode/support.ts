/** Helpers for the tests inside VS Code: the parts of the extension, lists, rows, and waiting for conditions. */

import * as vscode from 'vscode';
import { verdictsIn } from '../../src/editor/list/lineVerdicts.ts';
import type { GroupKind } from '../../src/editor/model/session.ts';
import type { Tally } from '../../src/engine/model/tally.ts';
import type { Parts } from '../../src/extension.ts';

/** Activates the extension and returns its parts. */
export async function parts(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts>('scan-urls.scan-urls');
  if (!extension) throw new Error('The extension is not there');
  return extension.activate();
}

let lists = 0;

/**
 * Opens an unsaved list in an editor. Each list gets a new name: VS Code would use the name of the previous list again,
 * and on a busy machine also its text.
 */
export async function openList(text: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `Untitled-${1_000 + lists++}` });
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await editor.edit(edit => edit.insert(new vscode.Position(0, 0), text));
  return document;
}

/** Runs the command *Scan URLs for Python*. Settles when the scan has ended. */
export async function scanForPython(...args: unknown[]): Promise<Tally | undefined> {
  return vscode.commands.executeCommand<Tally | undefined>('scanUrls.scanForPython', ...args);
}

/**
 * Settles when the condition is true. It is checked now and at each event. The time limit of the test ends the wait.
 */
export async function until(event: vscode.Event<unknown>, condition: () => boolean): Promise<void> {
  if (condition()) return;
  await new Promise<void>(resolve => {
    const listener = event(() => {
      if (!condition()) return;
      listener.dispose();
      resolve();
    });
  });
}

export function problems(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri);
}

/** Settles when the diagnostics of the list fulfil the condition. */
export function problemsAre(
  document: vscode.TextDocument,
  condition: (problems: vscode.Diagnostic[]) => boolean,
): Promise<void> {
  return until(vscode.languages.onDidChangeDiagnostics, () => condition(problems(document)));
}

/** The visible parts of a row in the tree. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly highlights: readonly (readonly [number, number])[];
  readonly contextValue: string | undefined;
}

/** The rows of the tree by the label of their group. */
export async function groups(): Promise<Map<string, Row[]>> {
  const { tree } = await parts();
  return new Map(
    tree
      .getChildren()
      .map(group => [rowOf(tree, group).label, tree.getChildren(group).map(node => rowOf(tree, node))]),
  );
}

/** The nodes of a group. */
export async function nodesOf(kind: GroupKind) {
  const { tree } = await parts();
  const group = tree.getChildren().find(node => node.type === 'group' && node.kind === kind);
  return group ? tree.getChildren(group) : [];
}

export function rowOf(tree: Parts['tree'], node: Parameters<Parts['tree']['getTreeItem']>[0]): Row {
  const item = tree.getTreeItem(node);
  const label = typeof item.label === 'object' ? item.label : { label: item.label ?? '' };
  return {
    label: label.label,
    description: String(item.description ?? ''),
    highlights: label.highlights ?? [],
    contextValue: item.contextValue,
  };
}

/** The texts shown at the ends of the document's lines, by line from 0. */
export async function verdicts(document: vscode.TextDocument): Promise<Map<number, string>> {
  const { sessions } = await parts();
  const place = sessions.at(document.uri);
  const all = place ? verdictsIn(place, [new vscode.Range(0, 0, document.lineCount, 0)]) : [];
  return new Map(
    all.map(({ range, renderOptions }) => [range.start.line, renderOptions?.after?.contentText ?? '']),
  );
}

/** The text of the extension's hover at a position. */
export async function hoverAt(
  document: vscode.TextDocument,
  line: number,
  character = 3,
): Promise<vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, character),
  );
  return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
}

/** Clears all results and closes all editors. */
export async function cleanUp(): Promise<void> {
  await vscode.commands.executeCommand('scanUrls.clear');
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isUntitled) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
