/** The commands that open pages, and the commands in the editor of a page. */

import * as vscode from 'vscode';
import type { CommandTargets } from '../commands/commandTargets.ts';
import { ContextKeys } from '../commands/contextKeys.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import { PAGE_SCHEME } from '../ids.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { ResultNode } from '../model/resultNodes.ts';
import type { Scanner } from '../scan/scanner.ts';
import { openMatch } from './openMatch.ts';
import type { Pages } from './pages.ts';

interface Parts {
  readonly commandTargets: CommandTargets;
  readonly pages: Pages;
  readonly scanner: Scanner;
}

export function registerPage({ commandTargets, pages, scanner }: Parts): vscode.Disposable {
  const keys = new ContextKeys();
  return vscode.Disposable.from(
    // VS Code sets its key `resourceScheme` only in the editor. The results view needs the key, too.
    vscode.window.onDidChangeActiveTextEditor(editor =>
      keys.set('pageIsOpen', editor?.document.uri.scheme === PAGE_SCHEME),
    ),
    registerCommands({
      openMatch: (node: unknown) => openMatch(commandTargets.match(node), scanner, pages),
      openInBrowser: (node?: unknown, nodes?: ResultNode[]) =>
        openInBrowser(commandTargets.lines(node, nodes)),
      showText: () => pages.switchTo('text'),
      showSource: () => pages.switchTo('source'),
      nextMatch: () => pages.goToMatch(1),
      previousMatch: () => pages.goToMatch(-1),
    }),
  );
}

async function openInBrowser(lines: readonly LineOfSession[]): Promise<void> {
  for (const { session, line } of lines) {
    const url = line.target === undefined ? undefined : session.targets[line.target];
    // Targets have passed the check of the list, so they are http: or https: URLs.
    if (url) await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}
