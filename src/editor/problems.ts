/** Diagnostics on the lines that failed or were rejected. */

import { STATUS_CODES } from 'node:http';
import * as vscode from 'vscode';
import type { Failure } from '../engine/failure.ts';
import { NAME } from './ids.ts';
import { lineFailure, type Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { TrackedLine } from './trackedLines.ts';

export function registerProblems(sessions: Sessions): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(NAME);
  const show = () => {
    const lists = new Set<string>();
    for (const session of sessions.all) {
      lists.add(session.uri.toString());
      collection.set(session.uri, session.isClosed ? [] : diagnosticsOf(session));
    }
    for (const [uri] of [...collection]) if (!lists.has(uri.toString())) collection.delete(uri);
  };
  return vscode.Disposable.from(collection, sessions.onDidChange(show));
}

function diagnosticsOf(session: Session): vscode.Diagnostic[] {
  return session.lines.flatMap(line => {
    const reason = line.isAttached ? lineFailure(line) : undefined;
    return reason ? [diagnostic(line, reason)] : [];
  });
}

function diagnostic(line: TrackedLine, reason: Failure): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line.line, line.start, line.line, line.end),
    reason.message,
    // A line that is no URL is a slip in the list, and a site that refuses robots may be alive.
    line.rejected || reason.isDoubtful ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = NAME;
  const page = statusPage(line.outcome?.status, reason);
  diagnostic.code = page ? { value: reason.code, target: page } : reason.code;
  return diagnostic;
}

/** What MDN says of an HTTP status. */
function statusPage(status: number | undefined, { code }: Failure): vscode.Uri | undefined {
  if (code !== 'HTTP_STATUS' || status === undefined || !(status in STATUS_CODES)) return undefined;
  return vscode.Uri.parse(`https://developer.mozilla.org/docs/Web/HTTP/Reference/Status/${status}`);
}
