/** A line of a page on which the term stands. */

/** A line of the page, or a window of a long one, with the matches in it. */
export interface MatchedLine {
  /** Line in the page's text, from 1. */
  readonly line: number;
  /** Column of the first match in that line, from 0, in UTF-16 units. */
  readonly column: number;
  /** Length of the first match, in UTF-16 units. */
  readonly length: number;
  /** The line, cut around the matches, safe to show. */
  readonly text: string;
  /** Where the matches stand in {@link text}: pairs of start and end. */
  readonly highlights: readonly (readonly [number, number])[];
}
