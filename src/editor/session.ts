/** The model of a list and its latest scan. All views read it; none changes it. */

import type * as vscode from 'vscode';
import { safeText } from '../engine/displayText.ts';
import type { Failure } from '../engine/failure.ts';
import type { List } from '../engine/list.ts';
import { cancelled, failed, failureOf, mentionCount, type Outcome } from '../engine/outcome.ts';
import { summary, type Tally, tallyOf } from '../engine/tally.ts';
import type { Term } from '../engine/term.ts';
import { type Change, type LineSource, type TrackedLine, TrackedLines } from './trackedLines.ts';

/** In the order in which they are shown. */
export const GROUP_KINDS = ['mentions', 'partial', 'noMention', 'skipped', 'failed', 'cancelled'] as const;

export type GroupKind = (typeof GROUP_KINDS)[number];

/** @param isUrgent whether the change must be seen at once: a scan began or ended */
export type OnSessionChange = (session: Session, isUrgent: boolean) => void;

export class Session {
  readonly uri: vscode.Uri;
  readonly term: Term;
  readonly targets: readonly string[];
  /** Whether only some lines of the document were scanned. */
  readonly isSelection: boolean;
  /** Whether the editor of the list was closed since the scan began. */
  isClosed = false;

  readonly #lines: TrackedLines;
  readonly #linesOf: ReadonlyMap<number | undefined, readonly TrackedLine[]>;
  readonly #onChange: OnSessionChange;
  #isRunning = false;
  #tally: Tally | undefined;
  #groups: ReadonlyMap<GroupKind, readonly TrackedLine[]> | undefined;

  /** @param onChange told after each change, as often as there are changes */
  constructor(uri: vscode.Uri, list: List, term: Term, isSelection: boolean, onChange: OnSessionChange) {
    this.uri = uri;
    this.term = term;
    this.targets = list.targets;
    this.isSelection = isSelection;
    this.#lines = new TrackedLines(list);
    this.#linesOf = Map.groupBy(this.lines, ({ target }) => target);
    this.#onChange = onChange;
  }

  /** All lines of the scan, in the order of the list. */
  get lines(): readonly TrackedLine[] {
    return this.#lines.all;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get tally(): Tally {
    if (!this.#tally) {
      const scanned = this.lines.filter(({ rejected }) => !rejected);
      const rejected = this.lines.length - scanned.length;
      this.#tally = tallyOf(
        scanned.map(({ outcome }) => outcome),
        rejected,
      );
    }
    return this.#tally;
  }

  /** Lines that failed, rejected ones included. */
  get failures(): number {
    return this.tally.failed + this.tally.rejected;
  }

  /** e.g. `62 responses for 64 URLs, 20 mention “Python”`; safe to show. */
  get summary(): string {
    return summary(this.tally, safeText(this.term.text));
  }

  /** The lines that have an outcome, by what a person wants to know of them. */
  get groups(): ReadonlyMap<GroupKind, readonly TrackedLine[]> {
    if (!this.#groups) {
      const groups = new Map<GroupKind, TrackedLine[]>(GROUP_KINDS.map(kind => [kind, []]));
      for (const line of this.lines) {
        const kind = groupOf(line);
        if (kind) groups.get(kind)?.push(line);
      }
      this.#groups = groups;
    }
    return this.#groups;
  }

  /** The targets of these lines are scanned (again): they lose their outcomes. */
  begin(targets: Iterable<number>): void {
    for (const target of targets) this.#setOutcome(target, undefined);
    this.#isRunning = true;
    this.#changed(true);
  }

  addOutcomes(outcomes: Iterable<readonly [target: number, outcome: Outcome]>): void {
    for (const [target, outcome] of outcomes) this.#setOutcome(target, outcome);
    this.#changed();
  }

  /** @param reason what became of the lines that have no outcome; without one they were cancelled */
  end(reason?: Failure): void {
    for (const line of this.lines) {
      if (!line.rejected) line.outcome ??= reason ? failed(reason) : cancelled();
    }
    this.#isRunning = false;
    this.#changed(true);
  }

  applyChanges(changes: readonly Change[], document: LineSource): void {
    this.#lines.apply(changes, document);
    this.#changed();
  }

  /** The document is open again, and may have changed meanwhile. */
  attach(document: LineSource): void {
    this.isClosed = false;
    this.#lines.attach(document);
    this.#changed();
  }

  close(): void {
    this.isClosed = true;
    this.#changed(true);
  }

  #setOutcome(target: number, outcome: Outcome | undefined): void {
    for (const line of this.#linesOf.get(target) ?? []) line.outcome = outcome;
  }

  #changed(isUrgent = false): void {
    this.#tally = undefined;
    this.#groups = undefined;
    this.#onChange(this, isUrgent);
  }
}

/** The failure of a line, whether it was scanned or rejected. */
export function lineFailure({ rejected, outcome }: TrackedLine): Failure | undefined {
  return rejected ?? (outcome?.kind === 'failed' ? failureOf(outcome) : undefined);
}

/** A page that was searched in part mentions the term when that part does; otherwise nobody knows. */
function groupOf({ rejected, outcome }: TrackedLine): GroupKind | undefined {
  if (rejected) return 'failed';
  if (!outcome) return undefined;
  return mentionCount(outcome) > 0 ? 'mentions' : outcome.kind;
}
