/** Diagnostics on the lines that failed or were rejected. */

import { STATUS_CODES } from 'node:http';
import * as vscode from 'vscode';
import type { Failure } from '../../engine/model/failure.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import { NAME } from '../ids.ts';
import { lineFailure, type Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { diagnosticsWithin, MOST_PROBLEMS } from '../wording/mostProblems.ts';
import { verdictSeverity } from '../wording/verdictIcons.ts';

/** The data of a list's diagnostics. */
interface ShownProblems {
  readonly problems: readonly ShownProblem[];
  /** Number of failed lines, including those without a diagnostic. */
  readonly total: number;
}

interface ShownProblem {
  readonly tracked: TrackedLine;
  readonly reason: Failure;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export function registerProblems(sessions: Sessions): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(NAME);
  const known = new Map<string, ShownProblems>();
  const show = () => {
    const seen = new Set<string>();
    for (const session of sessions.all) {
      for (const [document, failures] of failuresByDocument(session)) {
        const { uri } = session.documents[document] ?? session;
        // The latest scan of a document says what is wrong with it.
        if (sessions.at(uri)?.session !== session) continue;
        const key = uri.toString();
        seen.add(key);
        // The many documents of a folder are marked at the end of its scan.
        if (session.isCollection && session.isRunning) continue;
        const shown = problemsOf(session, failures);
        // set() sends all diagnostics of the document to the window, so it is called only if something changed.
        if (isSame(known.get(key), shown, session.isRunning)) continue;
        known.set(key, shown);
        collection.set(uri, diagnosticsOf(shown));
      }
    }
    for (const [uri] of [...collection]) if (!seen.has(uri.toString())) collection.delete(uri);
    for (const key of known.keys()) if (!seen.has(key)) known.delete(key);
  };
  return vscode.Disposable.from(collection, sessions.onDidChange(show));
}

/** The lines that failed, by the index of their document. */
function failuresByDocument(session: Session): Iterable<readonly [number, readonly TrackedLine[]]> {
  const failures = session.groups.get('failed') ?? [];
  if (!session.isCollection) return [[0, failures]];
  return Map.groupBy(failures, ({ document }) => document);
}

/** The first problems, in the order of the document: one more than the limit shows that there are too many. */
function problemsOf(session: Session, failures: readonly TrackedLine[]): ShownProblems {
  const problems: ShownProblem[] = [];
  if (session.isClosed) return { problems, total: 0 };
  for (const tracked of failures) {
    const reason = tracked.isAttached ? lineFailure(tracked) : undefined;
    if (!reason) continue;
    const { line, start, end } = tracked;
    if (problems.push({ tracked, reason, line, start, end }) > MOST_PROBLEMS) break;
  }
  return { problems, total: failures.length };
}

/**
 * Whether the diagnostics need no update.
 * @param isRunning while a scan runs, a change of only `total` does not count
 */
function isSame(
  known: ShownProblems | undefined,
  { problems, total }: ShownProblems,
  isRunning: boolean,
): boolean {
  return (
    known?.problems.length === problems.length &&
    (known.total === total || problems.length <= MOST_PROBLEMS || isRunning) &&
    known.problems.every((old, index) => {
      const now = problems[index];
      return (
        old.tracked === now?.tracked &&
        old.reason === now.reason &&
        old.line === now.line &&
        old.start === now.start &&
        old.end === now.end
      );
    })
  );
}

function diagnosticsOf({ problems, total }: ShownProblems): vscode.Diagnostic[] {
  return diagnosticsWithin(problems, diagnostic, shown =>
    vscode.l10n.t(
      'Only the first {0} of {1} failed lines are marked; the view {2} shows all of them',
      shown,
      total,
      NAME,
    ),
  );
}

function diagnostic(problem: ShownProblem): vscode.Diagnostic {
  const { reason, tracked } = problem;
  const diagnostic = new vscode.Diagnostic(
    rangeOf(problem),
    reason.message,
    verdictSeverity(verdictKind(tracked)),
  );
  diagnostic.source = NAME;
  const page = mdnPage(tracked.outcome?.status, reason);
  diagnostic.code = page ? { value: reason.code, target: page } : reason.code;
  return diagnostic;
}

function rangeOf({ line, start, end }: ShownProblem): vscode.Range {
  return new vscode.Range(line, start, line, end);
}

/** The page of MDN about an HTTP status; `undefined` for other failures and for statuses that Node.js does not name. */
function mdnPage(status: number | undefined, { code }: Failure): vscode.Uri | undefined {
  if (code !== 'HTTP_STATUS' || status === undefined || !(status in STATUS_CODES)) return undefined;
  return vscode.Uri.parse(`https://developer.mozilla.org/docs/Web/HTTP/Reference/Status/${status}`);
}
