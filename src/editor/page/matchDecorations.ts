/** Highlights matches and folded lines in the document of a page, in the colours of VS Code's Find. */

import * as vscode from 'vscode';

export class MatchDecorations implements vscode.Disposable {
  readonly #fold = vscode.window.createTextEditorDecorationType({
    // The mark is not part of the text: no page can imitate it, and it is not copied.
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

  /** @param folded lines of the document that continue in the line below, from 0 */
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

/** High contrast themes mark matches by a border instead of a background. */
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
