/** What the log says of scans. */

import * as vscode from 'vscode';
import { displayUrl, safeDetail, safeText } from '../engine/displayText.ts';
import { failureOf, type Outcome } from '../engine/outcome.ts';
import { counted } from '../engine/tally.ts';
import { NAME } from './ids.ts';
import type { Session } from './session.ts';

export class ScanLog implements vscode.Disposable {
  readonly channel = vscode.window.createOutputChannel(NAME, { log: true });

  begin(session: Session, targets: number): void {
    const list = safeText(vscode.workspace.asRelativePath(session.uri));
    this.channel.info(`Scanning ${counted(targets, 'URL')} of ${list} for “${safeText(session.term.text)}”`);
    for (const { line, text, rejected } of session.lines) {
      if (rejected)
        this.channel.warn(`Line ${line + 1}: ${displayUrl(text)}: ${rejected.message} (${rejected.code})`);
    }
  }

  outcomes(outcomes: Iterable<readonly [url: string, outcome: Outcome]>): void {
    for (const [url, outcome] of outcomes) {
      const reason = failureOf(outcome);
      const facts = `${outcome.kind}, ${outcome.status ?? 'no status'}, ${outcome.ms} ms, ${outcome.bytes} bytes`;
      if (!reason) this.channel.debug(`${displayUrl(url)}: ${facts}`);
      else if (outcome.kind !== 'cancelled') {
        const detail = reason.detail ? `: ${reason.detail}` : '';
        this.channel.warn(`${displayUrl(url)}: ${reason.message} (${reason.code}; ${facts})${detail}`);
      }
    }
  }

  end(session: Session): void {
    this.channel.info(session.summary);
  }

  fault(fault: string): void {
    this.channel.error(`The engine stopped unexpectedly: ${safeDetail(fault)}`);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
