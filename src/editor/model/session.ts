/** The model of a list and its latest scan. Views read it and never change it. */

import type * as vscode from 'vscode';
import type { Failure } from '../../engine/model/failure.ts';
import { fragmentsOf } from '../../engine/model/fragments.ts';
import type { List } from '../../engine/model/list.ts';
import { DEFAULT_SEARCH, type SearchOptions } from '../../engine/model/options.ts';
import { cancelled, failed, type Outcome } from '../../engine/model/outcome.ts';
import type { Progress } from '../../engine/model/progress.ts';
import type { Tally } from '../../engine/model/tally.ts';
import { type Target, targetOf } from '../../engine/model/target.ts';
import type { Term } from '../../engine/model/term.ts';
import { summary } from '../../engine/report/summary.ts';
import { safeText } from '../../engine/wording/safeText.ts';
import { ActiveRequests } from './activeRequests.ts';
import type { Change, LineSource, Tracking } from './documentLines.ts';
import { type GroupKind, LineGroups } from './lineGroups.ts';
import { type TrackedLine, TrackedLines } from './trackedLines.ts';

export { GROUP_KINDS, type GroupKind, groupOfLine, lineFailure } from './lineGroups.ts';

/** One scan of the session's targets, or of some of them. */
export interface Run {
  /** Start of the scan, in ms since the epoch. */
  readonly began: number;
  readonly targets: readonly number[];
}

/** A document with URLs of a session. */
export interface SessionDocument {
  readonly uri: vscode.Uri;
  readonly tracking: Tracking;
  /** Whether it is a list, and not a text of another format. */
  readonly isList: boolean;
  /** Version of the open document that was read; absent if a file was read that no editor held. */
  readonly version?: number | undefined;
}

/** What a session is about. */
export interface SessionSource {
  /**
   * The document, or what stands for several: the notebook of the cells, or the folder of the files, with a query that
   * names the selection if they are not all of the folder. It identifies the session, and is the scope of its settings.
   */
  readonly uri: vscode.Uri;
  /** The files and folders that were read; absent if the session is about one document, or one notebook. */
  readonly files?: readonly vscode.Uri[] | undefined;
  /** What the session is called, if it is about a selection of files. */
  readonly name?: string | undefined;
  readonly list: List;
  /** By the index that the places of the list name. */
  readonly documents: readonly SessionDocument[];
  readonly isSelection: boolean;
  readonly notes: readonly string[];
}

/** @param isUrgent whether views must show the change immediately, for example because a scan began or ended */
export type OnSessionChange = (session: Session, isUrgent: boolean) => void;

export class Session {
  /** See {@link SessionSource.uri}. */
  readonly uri: vscode.Uri;
  /** The files and folders that are scanned again with it. */
  readonly files: readonly vscode.Uri[] | undefined;
  /** What it is called, if not by its URI. */
  readonly name: string | undefined;
  /** The URLs of the list, by target id. */
  readonly targets: readonly string[];
  /** Ids of the targets whose text names no scheme. */
  readonly assumed: ReadonlySet<number>;
  readonly documents: readonly SessionDocument[];
  /** Whether only a part of the document was scanned. */
  readonly isSelection: boolean;
  /** Sentences about what of the document was not read, or is left out. */
  readonly notes: readonly string[];
  /** The options of the last scan or search. */
  options: SearchOptions = DEFAULT_SEARCH;
  /** Whether the fragments of URLs are looked for in their pages. */
  checksFragments = false;
  /** Whether the editor of the list was closed since the scan began. */
  isClosed = false;
  /** The requests of the running scan. */
  readonly requests: ActiveRequests;

  readonly #lines: TrackedLines;
  readonly #onChange: OnSessionChange;
  #term: Term;
  #isRunning = false;
  #run: Run = { began: 0, targets: [] };
  #groups: LineGroups;

  /** @param onChange called after every change */
  constructor(
    { documents, files, isSelection, list, name, notes, uri }: SessionSource,
    term: Term,
    onChange: OnSessionChange,
  ) {
    this.uri = uri;
    this.files = files;
    this.name = name;
    this.#term = term;
    this.targets = list.targets;
    this.assumed = list.assumed;
    this.documents = documents;
    this.isSelection = isSelection;
    this.notes = notes;
    this.#lines = new TrackedLines(
      list,
      documents.map(({ tracking }) => tracking),
    );
    this.#groups = new LineGroups(this.lines);
    this.#onChange = onChange;
    this.requests = new ActiveRequests(
      list.targets,
      target => this.linesOf(target)[0]?.outcome === undefined,
    );
  }

  /** The term that the outcomes are about. */
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

  /** The latest scan. */
  get run(): Run {
    return this.#run;
  }

  /** The URL of a line, with its fragment; its text if it was rejected. */
  urlOf({ target, text }: TrackedLine): string {
    if (target === undefined || /^https?:/i.test(text)) return text;
    return (this.targets[target] ?? '') + (text.includes('#') ? text.slice(text.indexOf('#')) : '');
  }

  /** A target, as the engine takes it. */
  targetOf(id: number): Target {
    const url = this.targets[id] as string;
    const fragments = this.checksFragments ? fragmentsOf(this.linesOf(id).map(({ text }) => text)) : [];
    return targetOf(id, url, this.assumed.has(id), fragments);
  }

  /** The first line of a target. */
  lineOf(target: number): TrackedLine | undefined {
    return this.#lines.of(target)[0];
  }

  get tally(): Tally {
    return this.#groups.tally;
  }

  /** Number of lines that failed, including rejected lines. */
  get failures(): number {
    return this.tally.failed + this.tally.rejected;
  }

  /** e.g. `62 responses for 64 URLs, 20 mention “Python”`; safe to show. */
  get summary(): string {
    return summary(this.tally, safeText(this.term.text));
  }

  /**
   * The lines that have a verdict, grouped by its kind, in the order of the list. For the speed of long lists, the
   * arrays grow in place while a scan runs: a cached value that is computed from one is valid only for its length.
   */
  get groups(): ReadonlyMap<GroupKind, readonly TrackedLine[]> {
    return this.#groups.all;
  }

  /**
   * The lines that have a verdict, in the order in which they have got it. The array only grows, until another one takes
   * its place because verdicts were taken back: its identity and its length tell whether any has changed.
   */
  get verdicts(): readonly TrackedLine[] {
    return this.#groups.verdicts;
  }

  /** Whether it is about several documents: those of a folder, or the cells of a notebook. */
  get isCollection(): boolean {
    return this.documents[0]?.uri !== this.uri;
  }

  /** The document of a line. */
  documentOf({ document }: TrackedLine): SessionDocument {
    return this.documents[document] as SessionDocument;
  }

  /** The scanned lines from line `start` of a document to before line `end`, counted from 0, in their order. */
  linesBetween(document: number, start: number, end: number): readonly TrackedLine[] {
    return this.#lines.in(document)?.between(start, end) ?? [];
  }

  /** The scanned line whose URL touches a position in a document. */
  at(
    document: number,
    { line, character }: { readonly line: number; readonly character: number },
  ): TrackedLine | undefined {
    return this.linesBetween(document, line, line + 1).find(
      ({ start, end }) => character >= start && character <= end,
    );
  }

  /** All lines of a target. */
  linesOf(target: number): readonly TrackedLine[] {
    return this.#lines.of(target);
  }

  /**
   * Starts a scan of these targets, which removes their outcomes.
   * @param began start of the scan, in ms since the epoch
   */
  begin(targets: readonly number[], began = Date.now()): void {
    this.#run = { began, targets };
    if (this.tally.done) {
      for (const target of targets) this.#lines.setOutcome(target, undefined);
      this.#groups = new LineGroups(this.lines);
    }
    this.requests.begin(began);
    this.#isRunning = true;
    this.#onChange(this, true);
  }

  /** Adds the outcomes of targets that have none yet. */
  addOutcomes(outcomes: Iterable<readonly [target: number, outcome: Outcome]>): void {
    for (const [target, outcome] of outcomes) this.#addOutcome(target, outcome);
    this.#onChange(this, false);
  }

  /** Takes over the result of searching the pages again. Targets without a new outcome keep theirs. */
  applySearch(
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
    this.requests.add(progress);
    this.#onChange(this, false);
  }

  /**
   * Ends the scan. Lines that have no outcome get one.
   * @param reason the failure of these lines; without it they count as cancelled
   */
  end(reason?: Failure): void {
    const outcome = reason ? failed(reason) : cancelled();
    if (this.tally.done < this.tally.urls) {
      for (const line of this.lines) {
        if (!line.outcome && line.target !== undefined) this.#addOutcome(line.target, outcome);
      }
    }
    this.#isRunning = false;
    this.requests.end();
    this.#onChange(this, true);
  }

  /** @param text the document after the changes */
  applyChanges(document: number, changes: readonly Change[], text: LineSource): void {
    this.#lines.in(document)?.apply(changes, text);
    this.#onChange(this, false);
  }

  /** Follows a document that was opened again. It may have changed since it was closed. */
  attach(document: number, text: LineSource): void {
    this.isClosed = false;
    this.#lines.in(document)?.attach(text);
    this.#onChange(this, false);
  }

  /** Follows a cell that was taken out of its notebook. It may come back. */
  detach(document: number): void {
    this.#lines.in(document)?.attach({ lineCount: 0, lineAt: () => ({ text: '' }) });
    this.#onChange(this, false);
  }

  close(): void {
    this.isClosed = true;
    this.#onChange(this, true);
  }

  #addOutcome(target: number, outcome: Outcome): void {
    this.requests.done(target);
    for (const line of this.#lines.setOutcome(target, outcome)) this.#groups.add(line);
  }
}
