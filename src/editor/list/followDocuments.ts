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
    vscode.workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
      // A cell that moves is removed and added.
      for (const { addedCells, removedCells } of contentChanges) {
        for (const { document } of removedCells) detach(document.uri);
        for (const { document } of addedCells) attach(document);
      }
    }),
    vscode.workspace.onDidOpenNotebookDocument(({ uri }) => reopen(uri)),
    // Tabs instead of onDidCloseTextDocument: VS Code closes a document that has no editor at any time.
    vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      for (const session of sessions.all) {
        const list = session.uri.toString();
        // The URLs of files and folders stay where they are while nobody looks at them.
        if (session.files) continue;
        if (tabsOf(closed).has(list) && !isOpen(session.uri)) session.close();
        else if (session.isClosed && tabsOf(opened).has(list)) reopen(session.uri);
      }
    }),
    vscode.window.onDidChangeActiveTextEditor(showActive),
    vscode.window.onDidChangeActiveNotebookEditor(showActive),
  );

  function showActive(): void {
    const session = sessions.active;
    if (session && session !== sessions.shown) sessions.show(session);
  }

  /** For documents that stayed in memory while their editor was closed: onDidOpenTextDocument does not fire for them. */
  function reopen(uri: vscode.Uri): void {
    const session = sessions.of(uri);
    if (!session || session.files) return;
    const open = new Map(vscode.workspace.textDocuments.map(each => [each.uri.toString(), each]));
    for (const each of session.documents) {
      const document = open.get(each.uri.toString());
      if (document) attach(document);
      // A cell that its notebook has lost while it was closed.
      else if (session.isCollection) detach(each.uri);
    }
  }

  function attach(document: vscode.TextDocument): void {
    const place = sessions.at(document.uri);
    place?.session.attach(place.document, document);
  }

  function detach(uri: vscode.Uri): void {
    const place = sessions.at(uri);
    place?.session.detach(place.document);
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
    tabs.flatMap(({ input }) =>
      input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook
        ? [input.uri.toString()]
        : [],
    ),
  );
}
