/** Finds the URLs in plain text as VS Code does in an editor. */

import { computeLinks } from 'monaco-editor/editor/common/languages/linkComputer';
import { runAtOnce } from '../../async/timeSlices.ts';

/** Where a URL stands. Offsets in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** In UTF-16 units. What has no white space is cut at this length. Much longer than any URL that servers accept. */
const LONGEST_WORD = 64 * 1024;

/** In UTF-16 units. {@link detect} yields after so much text. */
const STEP = 32 * 1024;

/**
 * What stands between characters at which a URL ends for certain: white space and control characters; the backslash, with
 * which escapes in code begin; and quotes, brackets and marks of typography that VS Code's detector does not know. It
 * knows others, such as `。` and `）`.
 */
const WORD = /[^\s\p{Cc}\\“”„‟«»‹›《》【】〖〗！？]+/gu;

/** Characters at which the detector ends a URL, so that a long word may be cut in front of them. */
const CUTS = new Set('"<>|');

const QUOTES = new Set('"\'`');

/** Marks that end a sentence rather than a URL. */
const MARKS = new Set('.,;:!?');

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;

const HTTP = /^https?:\/\/./i;

/** The http: and https: URLs in a line, in their order. A longer text may be given: no URL has a line break. */
export function detectedIn(line: string): Range[] {
  return runAtOnce(detect(line));
}

/** Like {@link detectedIn}, but in steps, for long texts. */
export function* detect(text: string): Generator<void, Range[]> {
  const found: Range[] = [];
  // Most texts have none, and are short.
  if (!text.includes('://')) return found;
  let yielded = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (index - yielded >= STEP) {
      yielded = index;
      yield;
    }
    if (!word.includes('://')) continue;
    let start = 0;
    while (start < word.length) {
      const end = cut(word, start);
      for (const range of detectedInWord(start === 0 && end === word.length ? word : word.slice(start, end)))
        found.push({ start: index + start + range.start, end: index + start + range.end });
      start = end;
      if (start < word.length) yield;
    }
  }
  return found;
}

/** The end of a part of a word that is short enough. */
function cut(word: string, start: number): number {
  const end = start + LONGEST_WORD;
  if (end >= word.length) return word.length;
  for (let at = end; at > start; at--) if (CUTS.has(word.charAt(at))) return at;
  return end;
}

function detectedInWord(word: string): Range[] {
  const ranges: Range[] = [];
  for (const { range } of computeLinks({ getLineCount: () => 1, getLineContent: () => word })) {
    const start = range.startColumn - 1;
    const end = withoutMarks(word, start, range.endColumn - 1);
    // It also finds file: URLs, and takes a scheme alone for a URL.
    if (HTTP.test(word.slice(start, end))) ranges.push({ start, end });
  }
  return ranges;
}

/**
 * The end of a URL without the marks of the sentence around it, and without brackets that close nothing in it. A URL within
 * quotes has none of them.
 */
function withoutMarks(word: string, start: number, end: number): number {
  const before = word.charAt(start - 1);
  if (QUOTES.has(before) && word.charAt(end) === before) return end;
  const url = word.slice(start, end);
  const unopened = new Map<string, number>(
    BRACKETS.map(([opening, closing]) => [closing, count(url, closing) - count(url, opening)]),
  );
  let last = end;
  for (; last > start; last--) {
    const character = word.charAt(last - 1);
    const surplus = unopened.get(character) ?? 0;
    if (surplus > 0) unopened.set(character, surplus - 1);
    else if (!MARKS.has(character)) break;
  }
  return last;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
