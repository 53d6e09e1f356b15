/** The panel *Concurrency Models*: shows a comparison as it goes on, and what came of it. */

import * as vscode from 'vscode';
import { type ComparisonState, fromComparison } from '../../webview/comparison/comparisonMessages.ts';
import { PANELS } from '../ids.ts';
import { RepaintClock } from '../model/repaintClock.ts';
import { comparisonTexts } from './comparisonTexts.ts';
import { fillPanel, webviewOptions } from './webviewPanel.ts';

export class ComparisonPanel implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #clock = new RepaintClock(() => this.#post());
  readonly #didStop = new vscode.EventEmitter<void>();
  #panel: vscode.WebviewPanel | undefined;
  #state: ComparisonState | undefined;

  /** A person wants the comparison to end; closing the panel says so, too. */
  readonly onDidStop = this.#didStop.event;

  constructor(extension: vscode.Uri) {
    this.#extension = extension;
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    this.restore(
      vscode.window.createWebviewPanel(
        PANELS.comparison,
        vscode.l10n.t('Concurrency Models'),
        vscode.ViewColumn.Active,
        webviewOptions(this.#extension),
      ),
    );
  }

  /** Fills a panel: a new one, or one that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.webview.onDidReceiveMessage(message => {
      const read = fromComparison(message);
      if (read?.type === 'ready') this.#post();
      else if (read?.type === 'stop') this.#didStop.fire();
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#didStop.fire();
    });
    fillPanel(panel, this.#extension, 'comparison', comparisonTexts());
  }

  /** @param isUrgent whether it must be seen at once */
  update(state: ComparisonState, isUrgent: boolean): void {
    this.#state = state;
    if (isUrgent) this.#clock.flush();
    else this.#clock.request();
  }

  dispose(): void {
    this.#clock.dispose();
    this.#panel?.dispose();
    this.#didStop.dispose();
  }

  #post(): void {
    if (this.#state) void this.#panel?.webview.postMessage(this.#state);
  }
}
