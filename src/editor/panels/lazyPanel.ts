/** A panel whose code is loaded on first use. */

import * as vscode from 'vscode';

/** A panel that VS Code can restore after a reload. */
interface RestorablePanel extends vscode.Disposable {
  restore(panel: vscode.WebviewPanel): void;
}

export class LazyPanel<Panel extends RestorablePanel> implements vscode.Disposable {
  readonly #load: () => Promise<Panel>;
  readonly #serializer: vscode.Disposable;
  #panel: Promise<Panel> | undefined;

  /** @param kind one of `PANELS`, by which VS Code restores the panel */
  constructor(kind: string, load: () => Promise<Panel>) {
    this.#load = load;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(kind, {
      deserializeWebviewPanel: async panel => (await this.get()).restore(panel),
    });
  }

  /** The panel, which is loaded once. A load that failed is tried again by the next call. */
  get(): Promise<Panel> {
    this.#panel ??= this.#load().catch(error => {
      this.#panel = undefined;
      throw error;
    });
    return this.#panel;
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#panel?.then(
      panel => panel.dispose(),
      // The caller of get() gets the error.
      () => {},
    );
  }
}
