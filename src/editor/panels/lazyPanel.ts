/** A panel whose code is loaded when it is first used. */

import * as vscode from 'vscode';

/** What a panel must offer to be restored. */
interface RestorablePanel extends vscode.Disposable {
  /** Fills a panel that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel): void;
}

export class LazyPanel<Panel extends RestorablePanel> implements vscode.Disposable {
  readonly #load: () => Promise<Panel>;
  readonly #serializer: vscode.Disposable;
  #panel: Promise<Panel> | undefined;

  /** @param kind one of `PANELS`; VS Code restores the panel by it */
  constructor(kind: string, load: () => Promise<Panel>) {
    this.#load = load;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(kind, {
      deserializeWebviewPanel: async panel => (await this.get()).restore(panel),
    });
  }

  get(): Promise<Panel> {
    this.#panel ??= this.#load();
    return this.#panel;
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#panel?.then(
      panel => panel.dispose(),
      // Whoever asked for the panel has been told why it could not be loaded.
      () => {},
    );
  }
}
