/** A line of a page that contains the term. */

/** A line of a page with the matches in it. A long line is cut to the text around its matches. */
export interface MatchedLine {
  /** Line in the page's text, from 1. */
  readonly line: number;
  /** Column of the first match in that line, from 0, in UTF-16 units. */
  readonly column: number;
  /** Length of the first match, in UTF-16 units. */
  readonly length: number;
  /** The line or the part of it, safe to show. */
  readonly text: string;
  /** The matches in {@link text}: start and end of each, in UTF-16 units. */
  readonly highlights: readonly (readonly [number, number])[];
}
