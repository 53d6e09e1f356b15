/** How matches and folded lines look in the document of a page, in the colours of VS Code's own Find. */

import * as vscode from 'vscode';

export class MatchDecorations implements vscode.Disposable {
  readonly #fold = vscode.window.createTextEditorDecorationType({
    // Not a part of the text: no page can pretend to be folded, and what is copied has no such mark.
    after: {
      contentText: '↩',
      margin: '0 0 0 0.5ch',
      color: new vscode.ThemeColor('editorLineNumber.foreground'),
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  #match = matchType();
  readonly #listener = vscode.window.onDidChangeActiveColorTheme(() => {
    this.#match.dispose();
    this.#match = matchType();
  });

  /** @param folded lines of the document that go on in the one below */
  set(editor: vscode.TextEditor, matches: readonly vscode.Range[], folded: readonly number[]): void {
    editor.setDecorations(this.#match, matches);
    editor.setDecorations(
      this.#fold,
      folded.map(line => editor.document.lineAt(line).range),
    );
  }

  dispose(): void {
    this.#listener.dispose();
    this.#match.dispose();
    this.#fold.dispose();
  }
}

/** Themes of high contrast have no background for matches, but a border. */
function matchType(): vscode.TextEditorDecorationType {
  const { kind } = vscode.window.activeColorTheme;
  const isHighContrast =
    kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    ...(isHighContrast
      ? { border: '1px solid', borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder') }
      : {}),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
