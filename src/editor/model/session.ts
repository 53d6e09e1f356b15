/** The model of a list and its latest scan. All views read it; none changes it. */

import type * as vscode from 'vscode';
import type { Failure } from '../../engine/model/failure.ts';
import type { List } from '../../engine/model/list.ts';
import { DEFAULT_SEARCH, type SearchOptions } from '../../engine/model/options.ts';
import { cancelled, failed, type Outcome } from '../../engine/model/outcome.ts';
import type { Progress } from '../../engine/model/progress.ts';
import type { Tally } from '../../engine/model/tally.ts';
import type { Term } from '../../engine/model/term.ts';
import { summary } from '../../engine/report/summary.ts';
import { safeText } from '../../engine/wording/safeText.ts';
import { type GroupKind, LineGroups } from './lineGroups.ts';
import { RequestsUnderWay } from './requestsUnderWay.ts';
import { type Change, type LineSource, type TrackedLine, TrackedLines } from './trackedLines.ts';

export { GROUP_KINDS, type GroupKind, groupOfLine, lineFailure } from './lineGroups.ts';

/** One scan of the session's targets, or of some of them. */
export interface Run {
  /** In ms since the epoch. */
  readonly began: number;
  readonly targets: readonly number[];
}

/** @param isUrgent whether the change must be seen at once: a scan began or ended */
export type OnSessionChange = (session: Session, isUrgent: boolean) => void;

export class Session {
  readonly uri: vscode.Uri;
  readonly targets: readonly string[];
  /** Whether only some lines of the document were scanned. */
  readonly isSelection: boolean;
  /** How the pages were searched. */
  options: SearchOptions = DEFAULT_SEARCH;
  /** Whether the editor of the list was closed since the scan began. */
  isClosed = false;
  /** What the scan that runs is busy with. */
  readonly underWay: RequestsUnderWay;

  readonly #lines: TrackedLines;
  readonly #onChange: OnSessionChange;
  #term: Term;
  #isRunning = false;
  #run: Run = { began: 0, targets: [] };
  #groups: LineGroups;

  /** @param onChange told after each change, as often as there are changes */
  constructor(uri: vscode.Uri, list: List, term: Term, isSelection: boolean, onChange: OnSessionChange) {
    this.uri = uri;
    this.#term = term;
    this.targets = list.targets;
    this.isSelection = isSelection;
    this.#lines = new TrackedLines(list);
    this.#groups = new LineGroups(this.lines);
    this.#onChange = onChange;
    this.underWay = new RequestsUnderWay(
      list.targets,
      target => this.linesOf(target)[0]?.outcome === undefined,
    );
  }

  /** What the outcomes are about. */
  get term(): Term {
    return this.#term;
  }

  /** All lines of the scan, in the order of the list. */
  get lines(): readonly TrackedLine[] {
    return this.#lines.all;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** The last one. */
  get run(): Run {
    return this.#run;
  }

  /** The first line of a target. */
  lineOf(target: number): TrackedLine | undefined {
    return this.#lines.of(target)[0];
  }

  get tally(): Tally {
    return this.#groups.tally;
  }

  /** Lines that failed, rejected ones included. */
  get failures(): number {
    return this.tally.failed + this.tally.rejected;
  }

  /** e.g. `62 responses for 64 URLs, 20 mention “Python”`; safe to show. */
  get summary(): string {
    return summary(this.tally, safeText(this.term.text));
  }

  /**
   * The lines that have an outcome, by what a person wants to know of them, in the order of the list. The arrays grow in
   * place while a scan runs, since a list may be long: who keeps something that is made of them looks at their length.
   */
  get groups(): ReadonlyMap<GroupKind, readonly TrackedLine[]> {
    return this.#groups.all;
  }

  /** Lines that stand in the document from a line (from 0) to before another, in their order. */
  linesBetween(start: number, end: number): readonly TrackedLine[] {
    return this.#lines.between(start, end);
  }

  /** The line of the scan whose URL a position of the document touches. */
  at({ line, character }: { readonly line: number; readonly character: number }): TrackedLine | undefined {
    return this.linesBetween(line, line + 1).find(({ start, end }) => character >= start && character <= end);
  }

  /** All lines that a target was scanned for. */
  linesOf(target: number): readonly TrackedLine[] {
    return this.#lines.of(target);
  }

  /**
   * The targets of these lines are scanned (again): they lose their outcomes.
   * @param began when the scan began, in ms since the epoch
   */
  begin(targets: readonly number[], began = Date.now()): void {
    this.#run = { began, targets };
    if (this.tally.done) {
      for (const target of targets) this.#lines.setOutcome(target, undefined);
      this.#groups = new LineGroups(this.lines);
    }
    this.underWay.begin(began);
    this.#isRunning = true;
    this.#onChange(this, true);
  }

  /** Of targets that have no outcome yet. */
  addOutcomes(outcomes: Iterable<readonly [target: number, outcome: Outcome]>): void {
    for (const [target, outcome] of outcomes) this.#addOutcome(target, outcome);
    this.#onChange(this, false);
  }

  /** The pages were searched again. Targets without a new outcome keep the one they have. */
  research(
    term: Term,
    options: SearchOptions,
    outcomes: Iterable<readonly [target: number, outcome: Outcome]>,
  ): void {
    this.#term = term;
    this.options = options;
    for (const [target, outcome] of outcomes) this.#lines.setOutcome(target, outcome);
    this.#groups = new LineGroups(this.lines);
    this.#onChange(this, true);
  }

  addProgress(progress: Progress): void {
    this.underWay.add(progress);
    this.#onChange(this, false);
  }

  /** @param reason what became of the lines that have no outcome; without one they were cancelled */
  end(reason?: Failure): void {
    const outcome = reason ? failed(reason) : cancelled();
    if (this.tally.done < this.tally.urls) {
      for (const line of this.lines) {
        if (!line.outcome && line.target !== undefined) this.#addOutcome(line.target, outcome);
      }
    }
    this.#isRunning = false;
    this.underWay.end();
    this.#onChange(this, true);
  }

  applyChanges(changes: readonly Change[], document: LineSource): void {
    this.#lines.apply(changes, document);
    this.#onChange(this, false);
  }

  /** The document is open again, and may have changed meanwhile. */
  attach(document: LineSource): void {
    this.isClosed = false;
    this.#lines.attach(document);
    this.#onChange(this, false);
  }

  close(): void {
    this.isClosed = true;
    this.#onChange(this, true);
  }

  #addOutcome(target: number, outcome: Outcome): void {
    this.underWay.done(target);
    for (const line of this.#lines.setOutcome(target, outcome)) this.#groups.add(line);
  }
}
