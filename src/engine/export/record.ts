/** What is exported of a scan: one record for each line of its list, in the order of the list. */

import * as l10n from '@vscode/l10n';
import type { Failure, FailureCode } from '../model/failure.ts';
import { type GroupKind, groupOf } from '../model/groups.ts';
import { type Entry, type List, linesInOrder, type RejectedLine } from '../model/list.ts';
import { cancelled, failed, failureOf, matchedLines, mentionCount, type Outcome } from '../model/outcome.ts';
import type { PlaceCounts } from '../model/places.ts';
import type { Term } from '../model/term.ts';
import { SPAN_KINDS, type SpanKind, totalsOf } from '../model/timings.ts';
import { VERDICT_LOOKS, type VerdictKind, verdictKind } from '../report/verdictLooks.ts';
import { displayUrl, safeText } from '../wording/safeText.ts';

/** What programs that read exports know us by. */
export const TOOL = 'Scan URLs';

/** A line of the list with what became of it. */
export interface ExportLine {
  /** From 0. */
  readonly line: number;
  /** Column of the first character of its URL, from 0, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** As it stands in the list. */
  readonly text: string;
  readonly rejected?: Failure | undefined;
  /** Absent where there was no time for it. */
  readonly outcome?: Outcome | undefined;
  /** Whether the list still says this at this position. */
  readonly isAttached: boolean;
}

export interface ExportedScan {
  /** What the list is called. */
  readonly name: string;
  /** Where it is: a URI, or a reference that is relative to the folder that is checked. */
  readonly uri: string;
  readonly term: Term;
  readonly lines: readonly ExportLine[];
  /** Of this extension. */
  readonly version: string;
  readonly at: Date;
}

/** All that is known of a line, safe to show: without secrets, control characters and halves of characters. */
export interface ExportRecord {
  /** From 1, as people and other programs count. */
  readonly line: number;
  readonly column: number;
  /** Behind the last character. */
  readonly endColumn: number;
  readonly url: string;
  readonly finalUrl: string | null;
  /** The URLs of all hops; empty without a redirect. */
  readonly chain: readonly string[];
  readonly outcome: Outcome['kind'];
  readonly code: FailureCode | null;
  readonly message: string | null;
  /** How the failure stands in the Problems of VS Code; `null` for what is none. */
  readonly level: 'error' | 'warning' | null;
  readonly status: number | null;
  readonly mediaType: string | null;
  readonly charset: string | null;
  readonly count: number;
  readonly places: PlaceCounts | null;
  readonly matches: readonly { readonly line: number; readonly text: string }[];
  /** From the beginning of its scan to its outcome, in ms. */
  readonly ms: number;
  /** What the time went into, in ms. */
  readonly timings: Readonly<Partial<Record<SpanKind, number>>> | null;
  readonly bytes: number;
  readonly note: string | null;
}

/** What a line ended with. One without an outcome was not scanned. */
export function outcomeOf({ rejected, outcome }: ExportLine): Outcome {
  return rejected ? failed(rejected) : (outcome ?? cancelled());
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
  const notes = [
    ...(outcome.note === undefined ? [] : [safeText(outcome.note)]),
    ...(line.isAttached ? [] : [l10n.t('Edited since the scan')]),
  ];
  return {
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
    matches: matchedLines(outcome).map(({ line, text }) => ({ line, text: safeText(text) })),
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

/** Whether the answer came from elsewhere. Without a redirect the final URL is the line's own in its normal form. */
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

/** @param outcomes by target */
export function exportLines(list: List, outcomes: ReadonlyMap<number, Outcome>): ExportLine[] {
  return linesInOrder(list).map((each: Entry | RejectedLine) => ({
    line: each.line,
    start: each.start,
    end: each.end,
    text: each.text,
    ...('failure' in each ? { rejected: each.failure } : { outcome: outcomes.get(each.target) }),
    isAttached: true,
  }));
}
