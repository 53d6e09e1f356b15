/** Finds the bare URLs of a Markdown document: those that no syntax makes links. */

import type { OpenLink } from '../markup/linkWalk.ts';
import { detect } from '../text/detector.ts';
import { unescaped } from './markdownText.ts';

/** Offsets in the text. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** Whether this is no part of the text, but does not end a URL. */
  readonly isInUrl?: boolean;
}

/** Where emphasis begins, and where its last marks stand. */
export interface Emphasis {
  readonly from: number;
  readonly close: number;
}

/**
 * The bare URLs of a text.
 * @param done what is not searched
 * @param code what is code; all of these in the order of where they begin
 */
export function* restOfLinks(
  text: string,
  done: readonly Range[],
  code: readonly Range[],
  emphases: readonly Emphasis[],
): Generator<void, OpenLink[]> {
  const links: OpenLink[] = [];
  const closings = emphases.toSorted((a, b) => a.close - b.close);
  let nextCode = 0;
  let nextClosing = 0;
  for (const { start, end } of yield* detect(withBlanks(text, done))) {
    while ((code[nextCode]?.to ?? Infinity) <= start) nextCode++;
    if ((code[nextCode]?.from ?? Infinity) <= start) {
      links.push({ start, end, value: text.slice(start, end), role: 'code' });
      continue;
    }
    while ((closings[nextClosing]?.close ?? Infinity) <= start) nextClosing++;
    let last = end;
    for (let at = nextClosing; (closings[at]?.close ?? Infinity) < last; at++) {
      const { from, close } = closings[at] as Emphasis;
      if (from < start) last = close;
    }
    const raw = text.slice(start, last);
    links.push({ start, end: last, value: unescaped(raw), role: 'link' });
  }
  return links;
}

/** A text of the same length, with blanks (or letters) in place of some ranges, which may be in each other. */
export function withBlanks(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const { from, to, isInUrl } of ranges) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    parts.push(text.slice(end, start), (isInUrl ? 'x' : ' ').repeat(to - start));
    end = to;
  }
  return parts.join('') + text.slice(end);
}
