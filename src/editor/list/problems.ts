/** Diagnostics on the lines that failed or were rejected. */

import { STATUS_CODES } from 'node:http';
import * as vscode from 'vscode';
import type { Failure } from '../../engine/model/failure.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import { NAME } from '../ids.ts';
import { lineFailure, type Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { verdictSeverity } from '../wording/verdictIcons.ts';

/** VS Code keeps this many of a file, and says itself that there are more when it gets more. */
const MOST = 1_000;

/** What a list's diagnostics were made of. */
interface Shown {
  readonly lines: readonly LineShown[];
  readonly total: number;
}

interface LineShown {
  readonly tracked: TrackedLine;
  readonly reason: Failure;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export function registerProblems(sessions: Sessions): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(NAME);
  const known = new Map<string, Shown>();
  const show = () => {
    const lists = new Set<string>();
    for (const session of sessions.all) {
      const list = session.uri.toString();
      lists.add(list);
      const shown = problemsOf(session);
      // All of a list's diagnostics cross to the window each time.
      if (isSame(known.get(list), shown, session.isRunning)) continue;
      known.set(list, shown);
      collection.set(session.uri, diagnosticsOf(shown));
    }
    for (const [uri] of [...collection]) if (!lists.has(uri.toString())) collection.delete(uri);
    for (const list of known.keys()) if (!lists.has(list)) known.delete(list);
  };
  return vscode.Disposable.from(collection, sessions.onDidChange(show));
}

/** The first lines that have a problem, in the order of the list. */
function problemsOf(session: Session): Shown {
  const lines: LineShown[] = [];
  const failures = session.groups.get('failed') ?? [];
  if (session.isClosed) return { lines, total: 0 };
  for (const tracked of failures) {
    const reason = tracked.isAttached ? lineFailure(tracked) : undefined;
    if (!reason) continue;
    const { line, start, end } = tracked;
    if (lines.push({ tracked, reason, line, start, end }) > MOST) break;
  }
  return { lines, total: failures.length };
}

/** @param isRunning while a scan runs, the number of those that are not shown may be that of a while ago */
function isSame(known: Shown | undefined, { lines, total }: Shown, isRunning: boolean): boolean {
  return (
    known?.lines.length === lines.length &&
    (known.total === total || lines.length <= MOST || isRunning) &&
    known.lines.every((old, index) => {
      const now = lines[index];
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

/** All of them, or the first ones and how many there are. */
function diagnosticsOf({ lines, total }: Shown): vscode.Diagnostic[] {
  const [first] = lines;
  if (!first || lines.length <= MOST) return lines.map(diagnostic);
  const shown = lines.slice(0, MOST - 1);
  const more = new vscode.Diagnostic(
    rangeOf(first),
    vscode.l10n.t(
      'Only the first {0} of {1} lines that failed are marked; the view {2} has all',
      shown.length,
      total,
      NAME,
    ),
    vscode.DiagnosticSeverity.Information,
  );
  more.source = NAME;
  return [more, ...shown.map(diagnostic)];
}

function diagnostic(shown: LineShown): vscode.Diagnostic {
  const { reason, tracked } = shown;
  const diagnostic = new vscode.Diagnostic(
    rangeOf(shown),
    reason.message,
    verdictSeverity(verdictKind(tracked)),
  );
  diagnostic.source = NAME;
  const page = statusPage(tracked.outcome?.status, reason);
  diagnostic.code = page ? { value: reason.code, target: page } : reason.code;
  return diagnostic;
}

function rangeOf({ line, start, end }: LineShown): vscode.Range {
  return new vscode.Range(line, start, line, end);
}

/** What MDN says of an HTTP status. */
function statusPage(status: number | undefined, { code }: Failure): vscode.Uri | undefined {
  if (code !== 'HTTP_STATUS' || status === undefined || !(status in STATUS_CODES)) return undefined;
  return vscode.Uri.parse(`https://developer.mozilla.org/docs/Web/HTTP/Reference/Status/${status}`);
}
