/** The list: the URLs that a text holds, and the lines that cannot be scanned. */

import type { Failure } from './failure.ts';

/** A line that holds a URL to scan. */
export interface Entry {
  /** Line in the text, from 0, as in the editor. */
  readonly line: number;
  /** Column of the URL's first character, from 0, in UTF-16 units. */
  readonly start: number;
  /** Column behind the URL's last character. */
  readonly end: number;
  /** The URL as it stands in the list. */
  readonly text: string;
  /** Id of what is fetched for it: its place in {@link List.targets}. Duplicates share one. */
  readonly target: number;
}

/** A line that cannot be scanned, with the reason. */
export interface RejectedLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly failure: Failure;
}

export interface List {
  readonly entries: readonly Entry[];
  readonly rejected: readonly RejectedLine[];
  /** The URLs to fetch, each once, normalised and without fragment, in the order of the list. Their places are their ids. */
  readonly targets: readonly string[];
}

/** All lines of a list, entries and rejected ones, in their order. */
export function linesInOrder({ entries, rejected }: List): (Entry | RejectedLine)[] {
  return [...entries, ...rejected].sort((a, b) => a.line - b.line);
}
