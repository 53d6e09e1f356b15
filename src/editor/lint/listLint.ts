/** The lists that are open, what is wrong with them, and the diagnostics that show it. */

import * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import type { Finding } from '../../engine/lint/finding.ts';
import { Linter } from '../../engine/lint/linter.ts';
import { LIST_LANGUAGE } from '../ids.ts';
import type { Sessions } from '../model/sessions.ts';
import { lintsLists } from '../settings/readingSettings.ts';
import { MOST_PROBLEMS } from '../wording/mostProblems.ts';
import { diagnosticsOf } from './lintDiagnostics.ts';
import { LintFixes } from './lintFixes.ts';
import { lintOptionsFor } from './lintOptions.ts';
import { isToldByScan } from './toldByScan.ts';

/** In ms. A list is judged when nothing was typed for this long. */
const PAUSE = 300;

/** A list that is open. */
interface OpenList {
  readonly document: vscode.TextDocument;
  readonly linter: Linter;
  timer: NodeJS.Timeout | undefined;
  /** What is wrong with {@link version} of the document. */
  findings: readonly Finding[];
  version: number | undefined;
  /** What the diagnostics show. */
  shown: readonly Finding[];
}

export class ListLint implements vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #collection = vscode.languages.createDiagnosticCollection('Scan URLs lint');
  readonly #lists = new Map<string, OpenList>();
  readonly #subscriptions: vscode.Disposable;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument(document => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.#close(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const list = this.#lists.get(document.uri.toString());
        if (list && contentChanges.length) this.#judgeLater(list);
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('scanUrls'))
          for (const list of this.#lists.values()) void this.#judge(list);
      }),
      sessions.onDidChange(() => {
        if (sessions.onlyTimePassed) return;
        for (const list of this.#lists.values()) if (!this.#waitsForScan(list)) this.#show(list);
      }),
      vscode.languages.registerCodeActionsProvider(
        { language: LIST_LANGUAGE },
        new LintFixes(this, sessions),
        LintFixes.metadata,
      ),
    );
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  /** What is wrong with the current text of a document, and is not told by a scan already. */
  async findingsOf(document: vscode.TextDocument): Promise<readonly Finding[]> {
    const list = this.#lists.get(document.uri.toString());
    if (!list || !lintsLists(document.uri)) return [];
    if (list.version !== document.version) await this.#judge(list);
    return this.#untold(list);
  }

  #open(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (document.languageId !== LIST_LANGUAGE || this.#lists.has(key)) return;
    const linter = new Linter();
    const list = { document, linter, timer: undefined, findings: [], version: undefined, shown: [] };
    this.#lists.set(key, list);
    void this.#judge(list);
  }

  #close({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    clearTimeout(this.#lists.get(key)?.timer);
    this.#lists.delete(key);
    this.#collection.delete(uri);
  }

  #judgeLater(list: OpenList): void {
    clearTimeout(list.timer);
    list.timer = setTimeout(() => void this.#judge(list), PAUSE);
  }

  async #judge(list: OpenList): Promise<void> {
    const { document, linter } = list;
    clearTimeout(list.timer);
    const { version } = document;
    const findings = lintsLists(document.uri)
      ? await runInTimeSlices(linter.lint(document.getText(), lintOptionsFor(document.uri)))
      : [];
    // A text that was changed meanwhile is judged again.
    if (document.version !== version || document.isClosed) return;
    list.version = version;
    list.findings = findings;
    this.#show(list);
  }

  #show(list: OpenList): void {
    // Between an edit and its judgement, VS Code moves the diagnostics with the text.
    if (list.version !== list.document.version) return;
    const findings = this.#untold(list);
    const { shown } = list;
    if (findings.length === shown.length && findings.every((each, index) => each === shown[index])) return;
    list.shown = findings;
    this.#collection.set(list.document.uri, diagnosticsOf(findings, list.document.uri));
  }

  /** Whether the findings are so many that they are held against a scan only at its end, and not at each repaint. */
  #waitsForScan({ document, findings }: OpenList): boolean {
    return findings.length > MOST_PROBLEMS && this.#sessions.at(document.uri)?.session.isRunning === true;
  }

  #untold({ document, findings }: OpenList): readonly Finding[] {
    const place = this.#sessions.at(document.uri);
    return place ? findings.filter(finding => !isToldByScan(finding, place)) : findings;
  }

  dispose(): void {
    for (const { timer } of this.#lists.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }
}
