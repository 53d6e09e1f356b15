/** The panel *Concurrency Models*: shows the progress and the results of a comparison. */

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

  /** Fires when the person stops the comparison or closes the panel. */
  readonly onDidStop = this.#didStop.event;

  constructor(extension: vscode.Uri) {
    this.#extension = extension;
  }

  /** Opens the panel, or brings it to the front. */
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

  /** Fills a new panel, or a panel that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.webview.onDidReceiveMessage(message => {
      const valid = fromComparison(message);
      if (valid?.type === 'ready') this.#post();
      else if (valid?.type === 'stop') this.#didStop.fire();
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#didStop.fire();
    });
    fillPanel(panel, this.#extension, 'comparison', comparisonTexts());
  }

  /** @param isUrgent whether the panel must show the state immediately */
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
