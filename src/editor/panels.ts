/** The panels of this extension: pages of its own in the editor area. */

import type * as vscode from 'vscode';
import type { EnginePool } from '../engine/enginePool.ts';
import { ComparisonPanel } from './comparisonPanel.ts';
import type { Sessions } from './sessions.ts';
import { Timeline } from './timeline.ts';

export class Panels implements vscode.Disposable {
  readonly comparison: ComparisonPanel;
  readonly timeline: Timeline;

  /** What comparisons get processes of their own from. */
  readonly engine: EnginePool;

  /** @param extension where its files are */
  constructor(extension: vscode.Uri, sessions: Sessions, engine: EnginePool) {
    this.engine = engine;
    this.comparison = new ComparisonPanel(extension);
    this.timeline = new Timeline(extension, sessions);
  }

  dispose(): void {
    this.comparison.dispose();
    this.timeline.dispose();
  }
}
