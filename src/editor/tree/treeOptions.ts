/** How the results are shown: grouped, sorted and filtered. */

import * as vscode from 'vscode';
import { failureOf } from '../../engine/model/outcome.ts';
import { GROUP_KINDS, type GroupKind, groupOfLine } from '../model/session.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { SORTINGS, type Sorting } from './resultOrder.ts';

export const GROUPINGS = ['verdict', 'host', 'none'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** In the workspace's memory. */
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

  /** What lines must have in their URL or in the reason of their failure, in any case; empty for all lines. */
  get text(): string {
    return this.#text;
  }

  /** Empty for all. */
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

  /** @param kinds none and all of them mean the same */
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

  /** Whether lines of this kind are shown, whatever else is filtered. */
  allowsKind(kind: GroupKind): boolean {
    return this.#kinds.size === 0 || this.#kinds.has(kind);
  }

  allowsText(text: string): boolean {
    return text.toLowerCase().includes(this.#text.toLowerCase());
  }

  /** Whether a line that has its verdict is shown. */
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
