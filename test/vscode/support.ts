/** What the tests inside VS Code share: the extension's parts, lists, and waiting for what happens. */

import * as vscode from 'vscode';
import { verdictsIn } from '../../src/editor/list/lineVerdicts.ts';
import type { GroupKind } from '../../src/editor/model/session.ts';
import type { Tally } from '../../src/engine/model/tally.ts';
import type { Parts } from '../../src/extension.ts';

/** The extension, activated. */
export async function parts(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts>('scan-urls.scan-urls');
  if (!extension) throw new Error('The extension is not there');
  return extension.activate();
}

let lists = 0;

/**
 * Opens a list in an editor, unsaved. VS Code would give it the name of the one before, and on a busy machine its text,
 * too; so each has a name of its own.
 */
export async function openList(text: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `Untitled-${1_000 + lists++}` });
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await editor.edit(edit => edit.insert(new vscode.Position(0, 0), text));
  return document;
}

/** Runs the command that a person runs. Settles when the scan has ended. */
export async function scanForPython(...args: unknown[]): Promise<Tally | undefined> {
  return vscode.commands.executeCommand<Tally | undefined>('scanUrls.scanForPython', ...args);
}

/**
 * Settles as soon as the condition holds. It is asked now and at each event; a test's own time limit bounds it.
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

/** Settles when the list's diagnostics are as expected. */
export function problemsAre(
  document: vscode.TextDocument,
  condition: (problems: vscode.Diagnostic[]) => boolean,
): Promise<void> {
  return until(vscode.languages.onDidChangeDiagnostics, () => condition(problems(document)));
}

/** A row of the tree as a person sees it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly highlights: readonly (readonly [number, number])[];
  readonly contextValue: string | undefined;
}

/** The groups of the tree, each with its rows. */
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

/** What stands behind the lines of the document, by line. */
export async function verdicts(document: vscode.TextDocument): Promise<Map<number, string>> {
  const { sessions } = await parts();
  const session = sessions.of(document.uri);
  const all = session ? verdictsIn(session, [new vscode.Range(0, 0, document.lineCount, 0)]) : [];
  return new Map(
    all.map(({ range, renderOptions }) => [range.start.line, renderOptions?.after?.contentText ?? '']),
  );
}

/** What VS Code shows of ours at a position. */
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

/** Back to nothing scanned and nothing open. */
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
