/** Updates the sessions when the documents of their lists are edited, opened or closed. */

import * as vscode from 'vscode';
import type { Sessions } from '../model/sessions.ts';

export function followDocuments(sessions: Sessions): vscode.Disposable {
  const isOpen = (uri: vscode.Uri) =>
    tabsOf(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)).has(uri.toString());
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length) change(document, contentChanges);
    }),
    vscode.workspace.onDidOpenTextDocument(attach),
    // Tabs instead of onDidCloseTextDocument: VS Code closes a document that has no editor at any time.
    vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      for (const session of sessions.all) {
        const list = session.uri.toString();
        // The URLs of a folder stay where they are while nobody looks at them.
        if (session.isCollection) continue;
        if (tabsOf(closed).has(list) && !isOpen(session.uri)) session.close();
        else if (session.isClosed && tabsOf(opened).has(list)) reopen(session.uri);
      }
    }),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      const session = sessions.forEditor(editor);
      if (session && session !== sessions.shown) sessions.show(session);
    }),
  );

  /** For a document that stayed in memory while its editor was closed: onDidOpenTextDocument does not fire for it. */
  function reopen(uri: vscode.Uri): void {
    const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
    if (document) attach(document);
  }

  function attach(document: vscode.TextDocument): void {
    const place = sessions.at(document.uri);
    place?.session.attach(place.document, document);
  }

  function change(
    document: vscode.TextDocument,
    changes: readonly vscode.TextDocumentContentChangeEvent[],
  ): void {
    const place = sessions.at(document.uri);
    place?.session.applyChanges(place.document, changes, document);
  }
}

function tabsOf(tabs: readonly vscode.Tab[]): Set<string> {
  return new Set(
    tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
}
