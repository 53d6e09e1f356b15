/** What the log says of scans. */

import * as vscode from 'vscode';
import { failureOf, type Outcome } from '../../engine/model/outcome.ts';
import { totalsOf } from '../../engine/model/timings.ts';
import { displayUrl, safeDetail, safeText } from '../../engine/wording/safeText.ts';
import { NAME } from '../ids.ts';
import type { Session } from '../model/session.ts';

/** Lines of a scan that are told as warnings. A log with more is read by nobody, and each costs the extension host time. */
const MOST_WARNINGS = 1_000;

export class ScanLog implements vscode.Disposable {
  readonly channel = vscode.window.createOutputChannel(NAME, { log: true });

  #warnings = 0;

  begin(session: Session, targets: number): void {
    const list = safeText(vscode.workspace.asRelativePath(session.uri));
    this.channel.info(`Scanning ${counted(targets, 'URL')} of ${list} for “${safeText(session.term.text)}”`);
    this.#warnings = 0;
    if (!session.tally.rejected) return;
    for (const { line, text, rejected } of session.lines) {
      if (rejected) {
        this.#warn(() => `Line ${line + 1}: ${displayUrl(text)}: ${rejected.message} (${rejected.code})`);
      }
    }
  }

  outcomes(outcomes: Iterable<readonly [url: string, outcome: Outcome]>): void {
    for (const [url, outcome] of outcomes) {
      const reason = failureOf(outcome);
      this.#trace(url, outcome);
      const facts = () =>
        `${outcome.kind}, ${outcome.status ?? 'no status'}, ${outcome.ms} ms, ${outcome.bytes} bytes`;
      if (!reason) this.#debug(() => `${displayUrl(url)}: ${facts()}`);
      else if (outcome.kind !== 'cancelled') {
        const detail = reason.detail ? `: ${reason.detail}` : '';
        this.#warn(() => `${displayUrl(url)}: ${reason.message} (${reason.code}; ${facts()})${detail}`);
      }
    }
  }

  end(session: Session): void {
    this.channel.info(session.summary);
  }

  /** @param lost pages that are not kept any more */
  searched(session: Session, pages: number, lost: number): void {
    const term = safeText(session.term.text);
    this.channel.info(`Searched ${counted(pages, 'kept page')} for “${term}”; ${lost} not kept any more`);
    this.end(session);
  }

  fault(fault: string): void {
    this.channel.error(`The engine stopped unexpectedly: ${safeDetail(fault)}`);
  }

  #warn(text: () => string): void {
    if (this.#warnings < MOST_WARNINGS) this.channel.warn(text());
    else this.#debug(text);
    this.#warnings++;
    if (this.#warnings === MOST_WARNINGS) {
      this.channel.info(`${MOST_WARNINGS} lines are told; the others are at the level Debug only`);
    }
  }

  /** The way of a URL and what its time went into, for who looks into a single one. */
  #trace(url: string, { chain, timings }: Outcome): void {
    if (this.channel.logLevel !== vscode.LogLevel.Trace) return;
    if (chain) this.channel.trace(chain.map(displayUrl).join(' → '));
    const spans = [...totalsOf(timings ?? [])].map(([kind, ms]) => `${kind} ${ms} ms`);
    if (spans.length) this.channel.trace(`${displayUrl(url)}: ${spans.join(', ')}`);
  }

  /** The text is not made where nobody wants it. */
  #debug(text: () => string): void {
    const { logLevel } = this.channel;
    if (logLevel === vscode.LogLevel.Debug || logLevel === vscode.LogLevel.Trace) this.channel.debug(text());
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** e.g. `1 URL`, `2 URLs`; the log is English. */
function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
