/** Writes scans to the log. The log is in English. */

import * as vscode from 'vscode';
import { failureOf, type Outcome } from '../../engine/model/outcome.ts';
import { isCheck } from '../../engine/model/term.ts';
import { totalsOf } from '../../engine/model/timings.ts';
import { displayUrl, safeDetail, safeText } from '../../engine/wording/safeText.ts';
import { NAME } from '../ids.ts';
import type { Session } from '../model/session.ts';
import { sessionName } from '../model/sessionName.ts';

/** Warnings per scan. More would not be read, and each costs the extension host time. */
const MOST_WARNINGS = 1_000;

export class ScanLog implements vscode.Disposable {
  readonly channel = vscode.window.createOutputChannel(NAME, { log: true });

  #warnings = 0;

  begin(session: Session, targets: number): void {
    const list = safeText(sessionName(session));
    const urls = counted(targets, 'URL');
    const term = safeText(session.term.text);
    if (isCheck(session.term)) this.channel.info(`Checking ${urls} of ${list}`);
    else this.channel.info(`Scanning ${urls} of ${list} for “${term}”`);
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

  /** @param lost number of pages that are no longer stored */
  searched(session: Session, pages: number, lost: number): void {
    const term = safeText(session.term.text);
    this.channel.info(`Searched ${counted(pages, 'kept page')} for “${term}”; ${lost} no longer kept`);
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
      this.channel.info(
        `${MOST_WARNINGS} lines are logged as warnings; the others are logged at the level Debug`,
      );
    }
  }

  /** Logs the redirects of a URL and the time of each phase, for the analysis of single URLs. */
  #trace(url: string, { chain, timings }: Outcome): void {
    if (this.channel.logLevel !== vscode.LogLevel.Trace) return;
    if (chain) this.channel.trace(chain.map(displayUrl).join(' → '));
    const spans = [...totalsOf(timings ?? [])].map(([kind, ms]) => `${kind} ${ms} ms`);
    if (spans.length) this.channel.trace(`${displayUrl(url)}: ${spans.join(', ')}`);
  }

  /** @param text called only if the log level includes the message */
  #debug(text: () => string): void {
    const { logLevel } = this.channel;
    if (logLevel === vscode.LogLevel.Debug || logLevel === vscode.LogLevel.Trace) this.channel.debug(text());
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** e.g. `1 URL`, `2 URLs`. */
function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
