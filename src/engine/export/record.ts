/** The data that exports contain: one record for each line of the list, in the order of the list. */

import * as l10n from '@vscode/l10n';
import type { Failure, FailureCode } from '../model/failure.ts';
import { outcomeOfLine } from '../model/fragments.ts';
import { type GroupKind, groupOf } from '../model/groups.ts';
import { type Entry, type List, linesInOrder, type RejectedLine } from '../model/list.ts';
import { numberedLine } from '../model/matchedLine.ts';
import {
  cancelled,
  failureOf,
  matchedLines,
  mentionCount,
  notScanned,
  type Outcome,
} from '../model/outcome.ts';
import type { PlaceCounts } from '../model/places.ts';
import type { Term } from '../model/term.ts';
import { SPAN_KINDS, type SpanKind, totalsOf } from '../model/timings.ts';
import { noteOf } from '../report/assumedScheme.ts';
import { VERDICT_LOOKS, type VerdictKind, verdictKind } from '../report/verdictLooks.ts';
import { displayUrl, safeText } from '../wording/safeText.ts';

/** The name of this tool in exports. */
export const TOOL = 'Scan URLs';

/** A line of the list with its outcome. */
export interface ExportLine {
  /** The document that it stands in; absent if that is {@link ExportedScan} itself. */
  readonly file?: ListAddress | undefined;
  /** Line in the list, from 0. */
  readonly line: number;
  /** Column of the first character of its URL, from 0, in UTF-16 units. */
  readonly start: number;
  /** Column after the last character of its URL. */
  readonly end: number;
  /** The URL as it stands in the list. */
  readonly text: string;
  /** Why the line was rejected; absent for an entry. */
  readonly rejected?: Failure | undefined;
  /** Absent if the scan was stopped before. */
  readonly outcome?: Outcome | undefined;
  /** Whether the list still has this text at this position. */
  readonly isAttached: boolean;
}

/** The name of a list or document, and its location. */
export interface ListAddress {
  readonly name: string;
  /** A URI, or a URI reference relative to the workspace folder or working directory. */
  readonly uri: string;
}

export interface ExportedScan extends ListAddress {
  readonly term: Term;
  readonly lines: readonly ExportLine[];
  /** Version of this extension. */
  readonly version: string;
  readonly at: Date;
}

/** All that is known about a line. The texts are safe to show: no secrets, no control characters, no lone surrogates. */
export interface ExportRecord {
  /** Name of the document; `null` if there is only the list. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number;
  /** Column of the first character of the URL, from 1, in UTF-16 units. */
  readonly column: number;
  /** Column after the last character. */
  readonly endColumn: number;
  readonly url: string;
  readonly finalUrl: string | null;
  /** The URLs of all hops; empty without a redirect. */
  readonly chain: readonly string[];
  readonly outcome: Outcome['kind'];
  readonly code: FailureCode | null;
  readonly message: string | null;
  /** Severity of the failure in VS Code's Problems view; `null` if the line did not fail. */
  readonly level: 'error' | 'warning' | null;
  readonly status: number | null;
  readonly mediaType: string | null;
  readonly charset: string | null;
  readonly count: number;
  readonly places: PlaceCounts | null;
  readonly matches: readonly RecordedLine[];
  /** Time from start to outcome, in ms. */
  readonly ms: number;
  /** Time of each phase, in ms. */
  readonly timings: Readonly<Partial<Record<SpanKind, number>>> | null;
  readonly bytes: number;
  readonly note: string | null;
}

/** A line of a page with a match. */
export interface RecordedLine {
  readonly line: number;
  readonly text: string;
  /** URL of the frame that the line is in; absent if it is in the page itself. */
  readonly frame?: string;
}

/** e.g. `12: text`. */
export function numbered({ frame, line, text }: RecordedLine): string {
  return numberedLine({ line, ...(frame === undefined ? {} : { frame: { index: 0, url: frame } }) }, text);
}

/** The outcome of a line. A line without one counts as cancelled. */
export function outcomeOf({ rejected, outcome }: ExportLine): Outcome {
  return rejected ? notScanned(rejected) : (outcome ?? cancelled());
}

export function groupOfLine(line: ExportLine): GroupKind {
  return groupOf(outcomeOf(line));
}

export function verdictOf(line: ExportLine): VerdictKind {
  return verdictKind({ rejected: line.rejected, outcome: outcomeOf(line) });
}

export function recordOf(line: ExportLine): ExportRecord {
  const outcome = outcomeOf(line);
  const reason = failureOf(outcome);
  const note = noteOf(outcome);
  const notes = [
    ...(note === undefined ? [] : [safeText(note)]),
    ...(line.isAttached ? [] : [l10n.t('Edited since the scan')]),
  ];
  return {
    file: line.file === undefined ? null : safeText(line.file.name),
    line: line.line + 1,
    column: line.start + 1,
    endColumn: line.end + 1,
    url: displayUrl(line.text),
    finalUrl: outcome.finalUrl === undefined ? null : displayUrl(outcome.finalUrl),
    chain: (outcome.chain ?? []).map(displayUrl),
    outcome: outcome.kind,
    code: reason?.code ?? null,
    message: reason ? safeText(reason.message) : null,
    level: levelOf(line),
    status: outcome.status ?? null,
    mediaType: outcome.mediaType === undefined ? null : safeText(outcome.mediaType),
    charset: outcome.charset === undefined ? null : safeText(outcome.charset),
    count: mentionCount(outcome),
    places: 'places' in outcome ? outcome.places : null,
    matches: matchedLines(outcome).map(({ frame, line, text }) => ({
      line,
      text: safeText(text),
      ...(frame ? { frame: safeText(frame.url) } : {}),
    })),
    ms: outcome.ms,
    timings: outcome.timings ? timingsOf(outcome.timings) : null,
    bytes: outcome.bytes,
    note: notes.length ? notes.join('; ') : null,
  };
}

function levelOf(line: ExportLine): ExportRecord['level'] {
  const { severity } = VERDICT_LOOKS[verdictOf(line)];
  return severity === 'error' || severity === 'warning' ? severity : null;
}

/** Whether there was a redirect. Comparing URLs would not tell: the final URL is normalised, that of the line is not. */
export function isRedirected({ chain, finalUrl }: ExportRecord): boolean {
  return chain.length > 1 && finalUrl !== null;
}

function timingsOf(timings: readonly number[]): Partial<Record<SpanKind, number>> {
  const totals = totalsOf(timings);
  return Object.fromEntries(
    SPAN_KINDS.flatMap(kind => {
      const total = totals.get(kind);
      return total === undefined ? [] : [[kind, total]];
    }),
  );
}

function ofLine(text: string, outcome: Outcome | undefined): Outcome | undefined {
  return outcome && outcomeOfLine(text, outcome);
}

/**
 * @param outcomes by target
 * @param files the documents, by their index
 */
export function exportLines(
  list: List,
  outcomes: ReadonlyMap<number, Outcome>,
  files: readonly ListAddress[] = [],
): ExportLine[] {
  return linesInOrder(list).map((each: Entry | RejectedLine) => ({
    ...(each.document === undefined ? {} : { file: files[each.document] }),
    line: each.line,
    start: each.start,
    end: each.end,
    text: each.text,
    ...('failure' in each
      ? { rejected: each.failure }
      : { outcome: ofLine(each.text, outcomes.get(each.target)) }),
    isAttached: true,
  }));
}
