/** The list: the URLs that a text holds, and the lines that cannot be scanned. */

import type { Failure } from './failure.ts';

/** A line that holds a URL to scan. */
export interface Entry {
  /** Line in the text, from 0, as in the editor. */
  readonly line: number;
  /** Column of the URL's first character, from 0, in UTF-16 units. */
  readonly start: number;
  /** Column after the URL's last character. */
  readonly end: number;
  /** The URL as it stands in the list. */
  readonly text: string;
  /** The id of the URL to fetch: its place in {@link List.targets}. Duplicates share a target. */
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
  /**
   * The URLs to fetch: normalised, without fragment, without duplicates, in the order of the list. The place of a URL is
   * its id.
   */
  readonly targets: readonly string[];
}

/** All entries and rejected lines of a list, in the order of their lines. */
export function linesInOrder({ entries, rejected }: List): (Entry | RejectedLine)[] {
  return [...entries, ...rejected].sort((a, b) => a.line - b.line);
}
