/** The commands that export results to a file, a new list or the clipboard. The formats are loaded on first use. */

import * as vscode from 'vscode';
import type { CommandTargets } from '../commands/commandTargets.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { GroupNode, ResultNode } from '../model/resultNodes.ts';
import type { GroupKind } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { ClipboardFormat } from './clipboardText.ts';
import { newList, newListFrom } from './newList.ts';

interface Parts {
  readonly commandTargets: CommandTargets;
  readonly memory: vscode.Memento;
  readonly sessions: Sessions;
  readonly version: string;
}

export function registerExport({ commandTargets, memory, sessions, version }: Parts): vscode.Disposable {
  async function exportResults(format?: unknown, uri?: unknown): Promise<vscode.Uri | undefined> {
    const session = sessions.shown;
    if (!session) return undefined;
    const file = await import('./exportResults.ts');
    return file.exportResults(session, memory, version, { format, uri });
  }

  function newListOf(kind: GroupKind): Promise<vscode.TextDocument | undefined> | undefined {
    return sessions.shown && newListFrom(sessions.shown, kind);
  }

  /** Copies the selected lines; if none are selected, all shown lines. */
  async function copyAs(format: ClipboardFormat, node?: ResultNode, nodes?: ResultNode[]): Promise<void> {
    const selected = commandTargets.linesWithGroups(node, nodes);
    const lines = selected.length ? selected : commandTargets.shownLines();
    const { clipboardText } = await import('./clipboardText.ts');
    await copy(clipboardText(lines, format));
  }

  return registerCommands({
    exportResults,
    newList,
    newListFromMatches: () => newListOf('mentions'),
    newListFromNoMention: () => newListOf('noMention'),
    newListFromFailures: () => newListOf('failed'),
    newListFromGroup: (node: GroupNode) => newListFrom(node.session, node.kind),
    copyUrl: (node?: ResultNode, nodes?: ResultNode[]) => {
      const lines = commandTargets.lines(node, nodes);
      return copy(urlsOf(lines.length ? lines : commandTargets.linesWithGroups(node, nodes)));
    },
    copyGroup: (node?: ResultNode, nodes?: ResultNode[]) =>
      copy(urlsOf(commandTargets.linesWithGroups(node, nodes))),
    copyText: (node?: ResultNode, nodes?: ResultNode[]) => copyAs('text', node, nodes),
    copyMarkdown: (node?: ResultNode, nodes?: ResultNode[]) => copyAs('markdown', node, nodes),
    copyCsv: (node?: ResultNode, nodes?: ResultNode[]) => copyAs('csv', node, nodes),
  });
}

/** The unmasked URLs of the list, so that the copies can be used. */
function urlsOf(lines: readonly LineOfSession[]): string {
  return lines.map(({ line, session }) => session.urlOf(line)).join('\n');
}

async function copy(text: string): Promise<void> {
  if (text) await vscode.env.clipboard.writeText(text);
}
