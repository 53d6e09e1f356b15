/** Short texts about the state of a line. They are safe to show as plain text. */

import * as vscode from 'vscode';
import type { Outcome } from '../../engine/model/outcome.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import { shortVerdict, verdictFacts } from '../../engine/report/verdictWords.ts';
import { statusText } from '../../engine/wording/httpStatus.ts';
import { clip, safeText } from '../../engine/wording/safeText.ts';
import { seconds } from '../../engine/wording/units.ts';
import type { Pause } from '../model/activeRequests.ts';
import { lineFailure } from '../model/session.ts';
import type { TrackedLine } from '../model/trackedLines.ts';

/** In UTF-16 units. Longer texts would push the text after them out of sight. */
const LONGEST_TERM = 40;
const LONGEST_REASON = 80;

/** Stands between the parts of a verdict. */
export const SEPARATOR = ' · ';

/** The verdict, e.g. `12 × Python · 200 · 340 ms`; `undefined` for a line without an outcome. */
export function verdictText(line: TrackedLine, term: string): string | undefined {
  const { outcome } = line;
  const reason = lineFailure(line);
  if (reason) return failureText(outcome?.status, reason);
  // A line without a URL of its own is no matter for a verdict.
  if (!outcome) return undefined;
  const facts = verdictFacts(line, count =>
    vscode.l10n.t('{0} × {1}', count, clip(safeText(term), LONGEST_TERM)),
  );
  const words = shortVerdict(verdictKind(line), {
    ...facts,
    reason: facts.reason && clip(facts.reason, LONGEST_REASON),
  });
  return [...words, ...factsOf(outcome)].join(SEPARATOR);
}

/** e.g. `waiting 12 s (429)`. */
export function pauseText({ status, until }: Pause, now = Date.now()): string {
  const left = secondsLeft(until, now);
  return status === undefined
    ? vscode.l10n.t('waiting {0} s', left)
    : vscode.l10n.t('waiting {0} s ({1})', left, status);
}

/** e.g. `waiting 12 s, the server asked for it (429)`. */
export function pauseSentence({ status, until }: Pause, now = Date.now()): string {
  const left = secondsLeft(until, now);
  return status === undefined
    ? vscode.l10n.t('waiting {0} s for the next try', left)
    : vscode.l10n.t('waiting {0} s, the server asked for it ({1})', left, status);
}

/** e.g. `3 URLs waiting 12 s, the server asked for it (429)`. */
export function heldSentence(urls: number, { status, until }: Pause, now = Date.now()): string {
  const left = secondsLeft(until, now);
  if (status === undefined) {
    return urls === 1
      ? vscode.l10n.t('1 URL waiting {0} s for the next try', left)
      : vscode.l10n.t('{0} URLs waiting {1} s for the next try', urls, left);
  }
  return urls === 1
    ? vscode.l10n.t('1 URL waiting {0} s, the server asked for it ({1})', left, status)
    : vscode.l10n.t('{0} URLs waiting {1} s, the server asked for it ({2})', urls, left, status);
}

/** Whole seconds since a time in ms since the epoch; 0 if the time is not known. */
export function secondsSince(time: number | undefined, now = Date.now()): number {
  return time === undefined ? 0 : Math.max(0, Math.floor((now - time) / 1_000));
}

function secondsLeft(until: number, now: number): number {
  return Math.max(1, Math.ceil((until - now) / 1_000));
}

/** The status for an HTTP status failure; the sentence of the failure for all others. */
function failureText(status: number | undefined, reason: { code: string; message: string }): string {
  if (reason.code !== 'HTTP_STATUS' || status === undefined) return clip(reason.message, LONGEST_REASON);
  return statusText(status);
}

function factsOf({ assumedScheme, kind, ms, status }: Outcome): string[] {
  if (kind === 'cancelled') return [];
  return [
    ...(assumedScheme ? [vscode.l10n.t('{0} assumed', `${assumedScheme}:`)] : []),
    ...(status === undefined ? [] : [String(status)]),
    seconds(ms),
  ];
}
