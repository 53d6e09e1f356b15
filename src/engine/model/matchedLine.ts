/** A line of a page that contains the term. */

import * as l10n from '@vscode/l10n';

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
  /** The frame that the line is in. Absent if it is in the page itself. */
  readonly frame?: MatchedFrame;
}

/** A page in a frame that contains the term. */
export interface MatchedFrame {
  /** Its place among the frames of the page. */
  readonly index: number;
  /** Its URL, cut to a reasonable length and safe to show; `about:srcdoc` if it has none. */
  readonly url: string;
}

/** The host and the path of a frame, because the space beside a match is narrow. */
export function shortFrame({ url }: MatchedFrame): string {
  return url.replace(/^https?:\/\//, '');
}

/** e.g. `12: text`; for a line in a frame, with its URL. @param text of the line, safe for the place where it is shown */
export function numberedLine({ frame, line }: Pick<MatchedLine, 'frame' | 'line'>, text: string): string {
  return frame ? l10n.t('{0} (in a frame: {1}): {2}', line, frame.url, text) : `${line}: ${text}`;
}
