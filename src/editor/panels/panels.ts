/** The panels of this extension: pages of its own in the editor area. */

import type * as vscode from 'vscode';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import type { Sessions } from '../model/sessions.ts';
import { ComparisonPanel } from './comparisonPanel.ts';
import { Timeline } from './timelinePanel.ts';

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
