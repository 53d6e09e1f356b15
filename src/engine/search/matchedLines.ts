/** Converts the matches in a page to the lines that contain them. */

import type { MatchedLine } from '../model/matchedLine.ts';
import { safeText } from '../wording/safeText.ts';
import type { Ranges } from './ranges.ts';

export interface Matches {
  /** Number of matches, up to {@link MOST_MATCHES}. */
  readonly count: number;
  /** The first {@link MOST_MATCHED_LINES} lines with matches. */
  readonly lines: readonly MatchedLine[];
}

/** Limit for the matched lines of a page, because each one is sent and kept in memory. */
export const MOST_MATCHED_LINES = 50;

/** Text that is shown before and after a match, in UTF-16 units. */
const CONTEXT_BEFORE = 40;
const CONTEXT_AFTER = 120;

/** @param ranges of the matches in the text, in ascending order */
export function matchesAt(text: string, ranges: Ranges): Matches {
  const lines: Window[] = [];
  const position = new LineCounter(text);
  for (let at = 0; at < ranges.length; at += 2) {
    const start = ranges[at] as number;
    const end = ranges[at + 1] as number;
    const last = lines.at(-1);
    if (last && start < last.end) last.matches.push([start, Math.min(end, last.end)]);
    else if (lines.length < MOST_MATCHED_LINES) lines.push(windowAround(position, start, end));
    else break;
  }
  return { count: ranges.length / 2, lines: lines.map(window => cut(text, window)) };
}

interface Window {
  line: number;
  lineStart: number;
  start: number;
  end: number;
  length: number;
  matches: [number, number][];
}

function windowAround(position: LineCounter, start: number, end: number): Window {
  const { line, lineStart, lineEnd } = position.at(start);
  const shownEnd = position.wholeCharacter(
    Math.min(lineEnd, Math.min(end, start + CONTEXT_AFTER) + CONTEXT_AFTER),
  );
  return {
    line,
    lineStart,
    start: position.wholeCharacter(Math.max(lineStart, start - CONTEXT_BEFORE)),
    end: shownEnd,
    length: end - start,
    matches: [[start, Math.min(end, shownEnd)]],
  };
}

function cut(text: string, window: Window): MatchedLine {
  const raw = text.slice(window.start, window.end);
  const indent = raw.length - raw.trimStart().length;
  const offset = window.start + Math.min(indent, (window.matches[0]?.[0] ?? 0) - window.start);
  const shown = safeText(text.slice(offset, window.end).trimEnd());
  return {
    line: window.line,
    column: (window.matches[0]?.[0] ?? 0) - window.lineStart,
    length: window.length,
    text: shown,
    highlights: window.matches.map(
      ([start, end]) =>
        [Math.min(start - offset, shown.length), Math.min(end - offset, shown.length)] as const,
    ),
  };
}

/** Finds the line of an offset. Offsets must be ascending, so that one pass over the page is enough. */
class LineCounter {
  readonly #text: string;
  readonly #breaks = /\r\n|\n|\r/g;
  #line = 1;
  #lineStart = 0;
  #lineEnd: number;
  #nextStart: number;

  constructor(text: string) {
    this.#text = text;
    [this.#lineEnd, this.#nextStart] = this.#nextBreak();
  }

  at(offset: number): { line: number; lineStart: number; lineEnd: number } {
    while (offset >= this.#nextStart && this.#nextStart > this.#lineStart) {
      this.#line++;
      this.#lineStart = this.#nextStart;
      [this.#lineEnd, this.#nextStart] = this.#nextBreak();
    }
    return { line: this.#line, lineStart: this.#lineStart, lineEnd: this.#lineEnd };
  }

  /** Moves an offset from the middle of a surrogate pair to its end. */
  wholeCharacter(offset: number): number {
    const isInside = offset > 0 && (this.#text.codePointAt(offset - 1) ?? 0) > 0xffff;
    return isInside ? offset + 1 : offset;
  }

  #nextBreak(): [lineEnd: number, nextStart: number] {
    const found = this.#breaks.exec(this.#text);
    return found ? [found.index, this.#breaks.lastIndex] : [this.#text.length, Number.POSITIVE_INFINITY];
  }
}
