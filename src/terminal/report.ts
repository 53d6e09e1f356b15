/** The text and JSON output of the terminal command. */

import type { Failure } from '../engine/model/failure.ts';
import { outcomeOfLine } from '../engine/model/fragments.ts';
import { type Entry, type List, linesInOrder, type Place, type RejectedLine } from '../engine/model/list.ts';
import {
  failureOf,
  finalUrlOf,
  matchedLines,
  mentionCount,
  notScanned,
  type Outcome,
  placesOfMatches,
} from '../engine/model/outcome.ts';
import { countText } from '../engine/model/places.ts';
import { tallyOf } from '../engine/model/tally.ts';
import { noteOf } from '../engine/report/assumedScheme.ts';
import { summary } from '../engine/report/summary.ts';
import { displayUrl, safeText } from '../engine/wording/safeText.ts';

/** A line of the list with its outcome. */
export interface Row {
  readonly place: Place;
  readonly outcome: Outcome;
}

/** Writes the lines of a list in their order: each one as soon as it and all lines before it have an outcome. */
export class RowsInOrder {
  readonly #lines: readonly (Entry | RejectedLine)[];
  readonly #outcomes = new Map<number, Outcome>();
  /** Index of the last line of each target. After that line, the outcome of the target is dropped. */
  readonly #lastUse: ReadonlyMap<number, number>;
  readonly #write: (row: Row) => void;
  #next = 0;

  constructor(list: List, write: (row: Row) => void) {
    this.#lines = linesInOrder(list);
    this.#lastUse = new Map(
      this.#lines.flatMap((each, index) => ('failure' in each ? [] : [[each.target, index]])),
    );
    this.#write = write;
    this.#advance();
  }

  add(target: number, outcome: Outcome): void {
    this.#outcomes.set(target, outcome);
    this.#advance();
  }

  #advance(): void {
    for (let each = this.#lines[this.#next]; each; each = this.#lines[++this.#next]) {
      const outcome = 'failure' in each ? notScanned(each.failure) : this.#outcomes.get(each.target);
      if (!outcome) return;
      if ('target' in each && this.#lastUse.get(each.target) === this.#next)
        this.#outcomes.delete(each.target);
      this.#write({ place: each, outcome: outcomeOfLine(each.text, outcome) });
    }
  }
}

/**
 * One JSON object. Every field is always present; `null` means “does not apply”. Lines and columns count from 1.
 * @param files paths by the index of the document
 */
export function jsonRow({ outcome, place }: Row, files: readonly string[]): string {
  const { document = 0, end, line, start, text: url } = place;
  const reason = failureOf(outcome);
  const shown = displayUrl(url);
  const finalUrl = finalUrlOf(url, outcome) ?? null;
  return JSON.stringify({
    file: files[document] ?? '-',
    line: line + 1,
    column: start + 1,
    endColumn: end + 1,
    url: shown,
    finalUrl: finalUrl === url ? shown : finalUrl && displayUrl(finalUrl),
    outcome: outcome.kind,
    code: reason?.code ?? null,
    message: reason?.message ?? null,
    status: outcome.status ?? null,
    count: mentionCount(outcome),
    places: 'places' in outcome ? outcome.places : null,
    matches: matchedLines(outcome).map(({ frame, line, text }) => ({
      line,
      text,
      ...(frame ? { frame: frame.url } : {}),
    })),
    ms: outcome.ms,
    bytes: outcome.bytes,
    note: noteOf(outcome) ?? null,
  });
}

/** A failure in the format of compilers, `file:line: message`, which terminals turn into a link. */
export function failureRow(
  files: readonly string[],
  { document = 0, line, text }: Place,
  reason: Failure,
): string {
  return `${safeText(files[document] ?? '-')}:${line + 1}: ${displayUrl(text)}: ${reason.message} (${reason.code})`;
}

/** Why a page has no answer: it failed, or only a part of it was searched, without a match. */
export function unansweredReason(outcome: Outcome): Failure | undefined {
  const isCut = outcome.kind === 'partial' && !outcome.count;
  return outcome.kind === 'failed' || isCut ? failureOf(outcome) : undefined;
}

/** The summary, and one line for each page that mentions the term, with its count. */
export function textReport(list: List, outcomes: ReadonlyMap<number, Outcome>, term: string): string {
  const found = list.entries.map(({ text, target }) => {
    const outcome = outcomes.get(target);
    return { text, outcome: outcome && outcomeOfLine(text, outcome) };
  });
  const tally = tallyOf(
    found.map(({ outcome }) => outcome),
    list.rejected.map(({ failure }) => failure),
  );
  const mentions = found.flatMap(({ text, outcome }) => {
    const count = outcome ? mentionCount(outcome) : 0;
    if (!outcome || !count) return [];
    const [times, places] = countText(count, placesOfMatches(outcome)).split(/(?<=×) /);
    return [`${times?.padStart(8)} ${displayUrl(text)}${places ? ` ${places}` : ''}`];
  });
  return [summary(tally, safeText(term)), ...mentions].join('\n');
}
