/** The options of the results view: grouping, sorting and filter. */

import * as vscode from 'vscode';
import { failureOf } from '../../engine/model/outcome.ts';
import { GROUP_KINDS, type GroupKind, groupOfLine } from '../model/session.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { SORTINGS, type Sorting } from './resultOrder.ts';

export const GROUPINGS = ['verdict', 'host', 'none'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** Keys in the workspace state. */
const GROUPING = 'grouping';
const SORTING = 'sorting';

export class TreeOptions implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #didChange = new vscode.EventEmitter<void>();
  #text = '';
  #kinds: ReadonlySet<GroupKind> = new Set();

  readonly onDidChange = this.#didChange.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get grouping(): Grouping {
    return oneOf(GROUPINGS, this.#memory.get(GROUPING)) ?? 'verdict';
  }

  get sorting(): Sorting {
    return oneOf(SORTINGS, this.#memory.get(SORTING)) ?? 'list';
  }

  /** Text that the URL or the failure of a line must contain, ignoring case; empty for no filter. */
  get text(): string {
    return this.#text;
  }

  /** Kinds of verdicts that are shown; empty for all. */
  get kinds(): ReadonlySet<GroupKind> {
    return this.#kinds;
  }

  get isFiltered(): boolean {
    return this.#text !== '' || this.#kinds.size > 0;
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    await this.#memory.update(GROUPING, grouping);
    this.#didChange.fire();
  }

  async setSorting(sorting: Sorting): Promise<void> {
    await this.#memory.update(SORTING, sorting);
    this.#didChange.fire();
  }

  /**
   * Sets the filter. A part that is absent stays unchanged.
   * @param kinds an empty set shows all kinds
   */
  filter({
    text = this.#text,
    kinds = this.#kinds,
  }: {
    text?: string;
    kinds?: ReadonlySet<GroupKind>;
  }): void {
    this.#text = text.trim();
    this.#kinds = kinds.size === GROUP_KINDS.length ? new Set() : new Set(kinds);
    this.#didChange.fire();
  }

  /** Whether the filter by kind allows this kind. */
  allowsKind(kind: GroupKind): boolean {
    return this.#kinds.size === 0 || this.#kinds.has(kind);
  }

  allowsText(text: string): boolean {
    return text.toLowerCase().includes(this.#text.toLowerCase());
  }

  /** Whether a line has a verdict and passes the filter. */
  allows(line: TrackedLine): boolean {
    const kind = groupOfLine(line);
    if (!kind || !this.allowsKind(kind)) return false;
    if (this.#text === '' || this.allowsText(line.text)) return true;
    const reason = line.rejected ?? (line.outcome && failureOf(line.outcome));
    return reason !== undefined && this.allowsText(`${reason.code} ${reason.message}`);
  }

  dispose(): void {
    this.#didChange.dispose();
  }
}

function oneOf<T>(values: readonly T[], value: unknown): T | undefined {
  return values.find(each => each === value);
}
