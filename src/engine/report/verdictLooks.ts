/**
 * The kinds of verdicts and the look of each, for the tree, the editor, Problems, exports and the timeline. Their words
 * are in `verdictWords.ts`. This file must stay free of `l10n`, because webviews import it, too.
 */

import type { Failure } from '../model/failure.ts';
import type { GroupKind } from '../model/groups.ts';
import { isLeftOut } from '../model/leftOut.ts';
import type { Outcome, OutcomeKind } from '../model/outcome.ts';

/** What a line of a list is shown as: a group of the results, or a kind within a group. */
export type VerdictKind =
  | GroupKind
  /** Only a part of the page was searched, and it mentions the term. */
  | 'mentionsInPart'
  /** The page may exist, but the server refused the request, or asked to slow down. */
  | 'refused'
  /** The page is there, but not what the fragment of the line names. */
  | 'fragmentMissing'
  /** The line should be a URL, but cannot be scanned. */
  | 'rejected'
  | 'underWay'
  /** The URL waits, because a server asked for a pause. */
  | 'waiting';

/** Severity of the problem; `none` if there is none. */
export type Severity = 'error' | 'warning' | 'information' | 'none';

export interface VerdictLook {
  /** The outcome in JSON and CSV; absent while there is none. */
  readonly outcome?: OutcomeKind;
  /** Name of a codicon. */
  readonly icon: string;
  /** Identifier of a theme colour that the extension contributes. */
  readonly color: string;
  readonly severity: Severity;
  /** The result in test reports (JUnit). A line without a clear result is `skipped`. */
  readonly test: 'passed' | 'failed' | 'skipped';
  /** The mark at the end of the row in the timeline. */
  readonly mark?: 'check' | 'cross';
}

const FOUND = { icon: 'pass', color: 'scanUrls.verdict.mentions', severity: 'none', test: 'passed' } as const;
const PLAIN = { color: 'scanUrls.verdict.noMention', severity: 'none' } as const;
const DOUBTFUL = { color: 'scanUrls.verdict.doubtful' } as const;
const FAILED = { outcome: 'failed', test: 'failed', mark: 'cross' } as const;
const WARNING = { ...FAILED, ...DOUBTFUL, icon: 'warning', severity: 'warning' } as const;
const PENDING = { color: 'scanUrls.verdict.waiting', severity: 'none', test: 'skipped' } as const;

export const VERDICT_LOOKS: Readonly<Record<VerdictKind, VerdictLook>> = {
  answered: { ...FOUND, outcome: 'answered', mark: 'check' },
  mentions: { ...FOUND, outcome: 'mentions', mark: 'check' },
  mentionsInPart: { ...FOUND, outcome: 'partial', mark: 'check' },
  partial: { ...DOUBTFUL, outcome: 'partial', icon: 'question', severity: 'none', test: 'skipped' },
  noMention: { ...PLAIN, outcome: 'noMention', icon: 'circle-slash', test: 'passed' },
  skipped: { ...PLAIN, outcome: 'skipped', icon: 'file-binary', test: 'skipped' },
  failed: { ...FAILED, icon: 'error', color: 'scanUrls.verdict.failed', severity: 'error' },
  refused: WARNING,
  fragmentMissing: WARNING,
  rejected: WARNING,
  leftOut: { ...PLAIN, outcome: 'skipped', icon: 'dash', test: 'skipped' },
  cancelled: { ...PLAIN, outcome: 'cancelled', icon: 'debug-pause', test: 'skipped', mark: 'cross' },
  underWay: { ...PENDING, icon: 'arrow-down' },
  waiting: { ...PENDING, icon: 'watch' },
};

/** The properties of a line of a list that decide its verdict. */
export interface JudgedLine {
  /** Why the line is not scanned. */
  readonly rejected?: Failure | undefined;
  readonly outcome?: Outcome | undefined;
}

/** The verdict of a line. A line without an outcome is under way. */
export function verdictKind({ outcome, rejected }: JudgedLine): VerdictKind {
  if (rejected) return isLeftOut(rejected) ? 'leftOut' : 'rejected';
  if (!outcome) return 'underWay';
  if (outcome.kind === 'partial' && outcome.count > 0) return 'mentionsInPart';
  if (outcome.kind === 'skipped' && isLeftOut(outcome.failure)) return 'leftOut';
  if (outcome.kind === 'failed' && outcome.failure.code === 'FRAGMENT_MISSING') return 'fragmentMissing';
  return isRefused(outcome) ? 'refused' : outcome.kind;
}

/** Whether the server refused the request, so that the page may still open for a person. */
export function isRefused(outcome: Outcome): boolean {
  if (outcome.kind !== 'failed') return false;
  const { code, isDoubtful = false } = outcome.failure;
  return isDoubtful || (code === 'HTTP_STATUS' && (outcome.status === 401 || outcome.status === 403));
}
