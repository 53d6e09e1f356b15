/** The lines of a session that have a verdict and pass the filter, by their documents. */

import { type GroupKind, groupOfLine } from '../model/session.ts';
import type { TrackedLine } from '../model/trackedLines.ts';

interface FileLines {
  readonly byKind: Map<GroupKind, TrackedLine[]>;
  /** Kinds that have got lines since they were last read. */
  readonly unsorted: Set<GroupKind>;
  /** All lines in their order; `undefined` if there are new ones. */
  all: readonly TrackedLine[] | undefined;
}

/** Each line is looked at once, however often the view is painted. */
export class LinesByFile {
  readonly #verdicts: readonly TrackedLine[];
  readonly #allows: (line: TrackedLine) => boolean;
  readonly #files = new Map<number, FileLines>();
  #seen = 0;
  #count = 0;

  /** @param verdicts see {@link import('../model/session.ts').Session.verdicts} */
  constructor(verdicts: readonly TrackedLine[], allows: (line: TrackedLine) => boolean) {
    this.#verdicts = verdicts;
    this.#allows = allows;
  }

  /** Number of lines. */
  get count(): number {
    this.#takeIn();
    return this.#count;
  }

  /** The indices of the documents that have lines. */
  get documents(): Iterable<number> {
    this.#takeIn();
    return this.#files.keys();
  }

  /** The kinds of verdicts in a document. */
  kindsOf(document: number): ReadonlySet<GroupKind> {
    this.#takeIn();
    return new Set(this.#files.get(document)?.byKind.keys());
  }

  has(document: number, kind: GroupKind): boolean {
    this.#takeIn();
    return this.#files.get(document)?.byKind.has(kind) === true;
  }

  /** The lines of a document in the order of the list. */
  of(document: number, kind?: GroupKind): readonly TrackedLine[] {
    this.#takeIn();
    const file = this.#files.get(document);
    if (!file) return [];
    if (kind === undefined) {
      file.all ??= [...file.byKind.values()].flat().sort(byIndex);
      return file.all;
    }
    const lines = file.byKind.get(kind) ?? [];
    if (file.unsorted.delete(kind)) lines.sort(byIndex);
    return lines;
  }

  #takeIn(): void {
    for (; this.#seen < this.#verdicts.length; this.#seen++) {
      const line = this.#verdicts[this.#seen] as TrackedLine;
      const kind = groupOfLine(line);
      if (!kind || !this.#allows(line)) continue;
      this.#count++;
      this.#add(line, kind);
    }
  }

  #add(line: TrackedLine, kind: GroupKind): void {
    const file: FileLines = this.#files.get(line.document) ?? {
      byKind: new Map(),
      unsorted: new Set(),
      all: undefined,
    };
    this.#files.set(line.document, file);
    const lines = file.byKind.get(kind);
    if (lines) lines.push(line);
    else file.byKind.set(kind, [line]);
    file.unsorted.add(kind);
    file.all = undefined;
  }
}

function byIndex(a: TrackedLine, b: TrackedLine): number {
  return a.index - b.index;
}
