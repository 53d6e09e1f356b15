/** The panel *Timeline*: shows the phases of each URL of a scan over time, during the scan and afterwards. */

import * as vscode from 'vscode';
import type { Outcome } from '../../engine/model/outcome.ts';
import type { Timings } from '../../engine/model/timings.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import { safeText } from '../../engine/wording/safeText.ts';
import { shortUrl } from '../../engine/wording/shortUrl.ts';
import {
  type DoneRow,
  type FromTimeline,
  fromTimeline,
  type StartedRow,
  type ToTimeline,
} from '../../webview/timeline/timelineMessages.ts';
import { COMMANDS, PANELS } from '../ids.ts';
import type { Run, Session } from '../model/session.ts';
import { sessionName } from '../model/sessionName.ts';
import type { Sessions } from '../model/sessions.ts';
import { savePicture } from './savePicture.ts';
import { showLineBesidePanel } from './showLineBesidePanel.ts';
import { outcomeText, timelineTexts } from './timelineTexts.ts';
import { fillPanel, webviewOptions } from './webviewPanel.ts';

/** In UTF-16 units. Longer URLs are cut. */
const LONGEST_URL = 300;
const NO_TIMINGS: Timings = [];

export class TimelinePanel implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #sessions: Sessions;
  readonly #listener: vscode.Disposable;
  #open: OpenTimeline | undefined;

  constructor(extension: vscode.Uri, sessions: Sessions) {
    this.#extension = extension;
    this.#sessions = sessions;
    this.#listener = sessions.onDidChange(() => this.#open?.update());
  }

  /** Opens the panel, or brings it to the front. */
  show(): void {
    if (this.#open) {
      this.#open.panel.reveal();
      return;
    }
    this.restore(
      vscode.window.createWebviewPanel(
        PANELS.timeline,
        vscode.l10n.t('Timeline'),
        vscode.ViewColumn.Active,
        webviewOptions(this.#extension),
      ),
    );
  }

  /** Fills a new panel, or a panel that VS Code restores after a reload. */
  restore(panel: vscode.WebviewPanel): void {
    const open = new OpenTimeline(panel, this.#sessions);
    this.#open = open;
    panel.onDidDispose(() => {
      if (this.#open === open) this.#open = undefined;
    });
    fillPanel(panel, this.#extension, 'timeline', timelineTexts());
  }

  dispose(): void {
    this.#listener.dispose();
    this.#open?.panel.dispose();
  }
}

/** An open panel, and what its page has received. */
class OpenTimeline {
  readonly panel: vscode.WebviewPanel;
  readonly #sessions: Sessions;
  #isReady = false;
  /** The session and the scan that the page shows. */
  #session: Session | undefined;
  #run: Run | undefined;
  /** The outcomes that the page has, by row. */
  #sent: (Outcome | undefined)[] = [];

  constructor(panel: vscode.WebviewPanel, sessions: Sessions) {
    this.panel = panel;
    this.#sessions = sessions;
    panel.webview.onDidReceiveMessage(message => this.#receive(fromTimeline(message)));
  }

  /** Sends what is new to the page. Call it at most four times a second. */
  update(): void {
    // VS Code destroys a hidden page. When it is shown again, it starts from the beginning and sends `ready`.
    if (!this.#isReady || !this.panel.visible) return;
    const session = this.#sessions.shown;
    if (!session?.run.targets.length) return;
    if (session !== this.#session || session.run !== this.#run) this.#begin(session);
    this.#post({
      type: 'update',
      isRunning: session.isRunning,
      now: Date.now() - session.run.began,
      summary: session.summary,
      done: this.#newRows(session),
      started: startedRows(session),
    });
  }

  #begin(session: Session): void {
    this.#session = session;
    this.#run = session.run;
    this.#sent = [];
    const { targets } = session.run;
    this.#post({
      type: 'begin',
      list: String(session.uri),
      name: safeText(sessionName(session)),
      term: safeText(session.term.text),
      urls: targets.map(target => shortUrl(session.targets[target] ?? '', LONGEST_URL)),
      lines: targets.map(target => session.lineOf(target)?.line ?? 0),
    });
  }

  #newRows(session: Session): DoneRow[] {
    return session.run.targets.flatMap((target, row) => {
      const outcome = session.lineOf(target)?.outcome;
      if (!outcome || this.#sent[row] === outcome) return [];
      this.#sent[row] = outcome;
      const { timings = NO_TIMINGS } = outcome;
      return [{ row, ending: verdictKind({ outcome }), text: outcomeText(outcome), timings }];
    });
  }

  #receive(message: FromTimeline | undefined): void {
    switch (message?.type) {
      case 'ready':
        this.#isReady = true;
        this.#session = undefined;
        if (this.#sessions.shown?.run.targets.length) this.update();
        else this.#post({ type: 'nothing' });
        break;
      case 'goTo':
        void this.#goTo(message);
        break;
      case 'save':
        void savePicture(message, this.#session?.uri);
        break;
      case 'scan':
        void vscode.commands.executeCommand(COMMANDS.scanForPython);
        break;
    }
  }

  async #goTo({ line, list, row }: Extract<FromTimeline, { type: 'goTo' }>): Promise<void> {
    const target = this.#run?.targets[row];
    const found = target === undefined ? undefined : this.#session?.lineOf(target);
    if (found && this.#session)
      return showLineBesidePanel(this.panel, this.#session.documentOf(found).uri, found);
    // The page shows a scan from before a reload of the window. The list may not exist any more.
    try {
      await showLineBesidePanel(this.panel, vscode.Uri.parse(list, true), { line, start: 0, end: 0 });
    } catch (error) {
      void vscode.window.showErrorMessage(safeText((error as Error).message));
    }
  }

  #post(message: ToTimeline): void {
    void this.panel.webview.postMessage(message);
  }
}

function startedRows({ run, requests }: Session): StartedRow[] {
  if (!requests.runningCount) return [];
  return run.targets.flatMap((target, row) => {
    const found = requests.of(target);
    if (!found) return [];
    const wait = found.pause ? { wait: found.pause.until - run.began } : {};
    return [{ row, start: found.since - run.began, ...wait }];
  });
}
