/** Reads a list: the URLs of each line, with blank lines and `#` comments. */

import { runAtOnce } from '../../async/timeSlices.ts';
import type { List } from '../../model/list.ts';
import { excludedLeftOut } from '../leftOut.ts';
import { ListBuilder } from '../listBuilder.ts';
import { type ReadOptions, USUAL_READ_OPTIONS } from '../readOptions.ts';
import { isExcluded } from '../urlPatterns.ts';
import { type LineItem, readLine } from './listLine.ts';

/** The line breaks of VS Code. Other Unicode line separators do not end a line there. */
const LINE_BREAK = /\r\n|\n|\r/;

/** {@link readList} yields after this many lines. */
const LINES_A_STEP = 100;

/** The lines of a list, without their line breaks and without a byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(LINE_BREAK);
}

/** What {@link readList} reads of one line, without judging it. */
export function rangesOfLine(line: string): LineItem[] {
  return readLine(line, USUAL_READ_OPTIONS);
}

/**
 * Reads a list. Every line that is neither blank nor a comment becomes one or more entries and rejected lines.
 * @param lines numbers of the lines to read, from 0; all lines if absent
 */
export function parseList(
  text: string,
  lines?: ReadonlySet<number>,
  options: ReadOptions = USUAL_READ_OPTIONS,
): List {
  return runAtOnce(readList(text, lines, options));
}

/** Like {@link parseList}, but in steps, so that a long list does not block the extension host. */
export function* readList(
  text: string,
  lines?: ReadonlySet<number>,
  options: ReadOptions = USUAL_READ_OPTIONS,
): Generator<void, List> {
  const list = new ListBuilder();
  for (const [line, content] of linesOf(text).entries()) {
    if (line % LINES_A_STEP === 0) yield;
    if (lines && !lines.has(line)) continue;
    for (const found of readLine(content, options)) {
      const { end, start, text } = found;
      const place = { line, start, end, text };
      if (found.failure) list.reject(place, found.failure);
      else if (isExcluded(found.url, options)) list.reject(place, excludedLeftOut());
      else list.add(place, found.url, found.isSchemeAssumed);
    }
  }
  return list.list();
}
