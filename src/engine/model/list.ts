/** The list: the URLs that a text holds, and what stands on its lines but cannot be scanned. */

import type { Failure } from './failure.ts';

/** A range in a text. A line may hold several. */
export interface Place {
  /** Index of the document that it stands in; absent if there is only one. */
  readonly document?: number;
  /** Line in the text, from 0, as in the editor. */
  readonly line: number;
  /** Column of the first character, from 0, in UTF-16 units. */
  readonly start: number;
  /** Column after the last character. */
  readonly end: number;
  /** What stands there, without the escapes of the format of the text. */
  readonly text: string;
  /** What stands there as the format writes it; absent if that is the same. */
  readonly source?: string;
  /** What the link is called: its text, the name of its field, or the header of its column. */
  readonly label?: string;
}

/** A URL to scan. */
export interface Entry extends Place {
  /** The id of the URL to fetch: its place in {@link List.targets}. Duplicates share a target. */
  readonly target: number;
}

/** What is not scanned, with the reason: a failure, or one that {@link import('./leftOut.ts').isLeftOut}. */
export interface RejectedLine extends Place {
  readonly failure: Failure;
}

export interface List {
  /** In the order of the text. */
  readonly entries: readonly Entry[];
  /** In the order of the text. */
  readonly rejected: readonly RejectedLine[];
  /**
   * The URLs to fetch: normalised, without fragment, without duplicates, in the order of the list. The place of a URL is
   * its id.
   */
  readonly targets: readonly string[];
  /** Ids of the targets whose text names no scheme. They have https:, and are asked by http: where nothing answers. */
  readonly assumed: ReadonlySet<number>;
}

/** All entries and rejected lines of a list, in the order of the documents and of their texts. */
export function linesInOrder({ entries, rejected }: List): (Entry | RejectedLine)[] {
  const documentOf = ({ document = 0 }: Place) => document;
  return [...entries, ...rejected].sort(
    (a, b) => documentOf(a) - documentOf(b) || a.line - b.line || a.start - b.start,
  );
}
