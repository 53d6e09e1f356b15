/**
 * What a line can be shown as, and how each looks: one table for the tree, the editor, Problems, exports and the
 * timeline. The words for it are in `verdictWords.ts`. Only data: the pages of webviews read it, too.
 */

import type { Failure } from '../model/failure.ts';
import type { GroupKind } from '../model/groups.ts';
import type { Outcome, OutcomeKind } from '../model/outcome.ts';

/** The groups of the results, and what differs within them. */
export type VerdictKind =
  | GroupKind
  /** Only a part of the page was searched, and that part mentions the term. */
  | 'mentionsInPart'
  /** A failure of a page that may be alive: the server refuses the request, or asks to slow down. */
  | 'refused'
  /** A line that is no URL to scan. */
  | 'rejected'
  | 'underWay'
  /** Waits because a server asked for it. */
  | 'waiting';

/** How bad it is; `none` for what is no problem. */
export type Severity = 'error' | 'warning' | 'information' | 'none';

export interface VerdictLook {
  /** What machines read in JSON and CSV; absent while there is no outcome. */
  readonly outcome?: OutcomeKind;
  /** Name of a codicon. */
  readonly icon: string;
  /** Identifier of a theme colour that the extension contributes. */
  readonly color: string;
  readonly severity: Severity;
  /** What a test runner makes of it. What could not be judged is skipped. */
  readonly test: 'passed' | 'failed' | 'skipped';
  /** How the timeline marks the end of its row. */
  readonly mark?: 'check' | 'cross';
}

const FOUND = { icon: 'pass', color: 'scanUrls.verdict.mentions', severity: 'none', test: 'passed' } as const;
const PLAIN = { color: 'scanUrls.verdict.noMention', severity: 'none' } as const;
const DOUBTFUL = { color: 'scanUrls.verdict.doubtful' } as const;
const PENDING = { color: 'scanUrls.verdict.waiting', severity: 'none', test: 'skipped' } as const;

export const VERDICT_LOOKS: Readonly<Record<VerdictKind, VerdictLook>> = {
  mentions: { ...FOUND, outcome: 'mentions', mark: 'check' },
  mentionsInPart: { ...FOUND, outcome: 'partial', mark: 'check' },
  partial: { ...DOUBTFUL, outcome: 'partial', icon: 'question', severity: 'none', test: 'skipped' },
  noMention: { ...PLAIN, outcome: 'noMention', icon: 'circle-slash', test: 'passed' },
  skipped: { ...PLAIN, outcome: 'skipped', icon: 'file-binary', test: 'skipped' },
  failed: {
    outcome: 'failed',
    icon: 'error',
    color: 'scanUrls.verdict.failed',
    severity: 'error',
    test: 'failed',
    mark: 'cross',
  },
  refused: {
    ...DOUBTFUL,
    outcome: 'failed',
    icon: 'warning',
    severity: 'warning',
    test: 'failed',
    mark: 'cross',
  },
  rejected: {
    ...DOUBTFUL,
    outcome: 'failed',
    icon: 'warning',
    severity: 'warning',
    test: 'failed',
    mark: 'cross',
  },
  cancelled: { ...PLAIN, outcome: 'cancelled', icon: 'debug-pause', test: 'skipped', mark: 'cross' },
  underWay: { ...PENDING, icon: 'arrow-down' },
  waiting: { ...PENDING, icon: 'watch' },
};

/** A line of a list, as far as its verdict goes. */
export interface JudgedLine {
  /** Why the line is no URL to scan. */
  readonly rejected?: Failure | undefined;
  readonly outcome?: Outcome | undefined;
}

/** What a line is shown as. One without an outcome is under way. */
export function verdictKind({ outcome, rejected }: JudgedLine): VerdictKind {
  if (rejected) return 'rejected';
  if (!outcome) return 'underWay';
  if (outcome.kind === 'partial' && outcome.count > 0) return 'mentionsInPart';
  return isRefused(outcome) ? 'refused' : outcome.kind;
}

/** Whether the server would not let us in, so that the page may be alive for a person. */
export function isRefused(outcome: Outcome): boolean {
  if (outcome.kind !== 'failed') return false;
  const { code, isDoubtful = false } = outcome.failure;
  return isDoubtful || (code === 'HTTP_STATUS' && (outcome.status === 401 || outcome.status === 403));
}
