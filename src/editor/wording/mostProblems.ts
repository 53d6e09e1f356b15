/** The limit of diagnostics, and the note that says so. */

import * as vscode from 'vscode';
import { NAME } from '../ids.ts';

/** VS Code keeps at most this many diagnostics per file and source. It adds a note of its own if it gets more. */
export const MOST_PROBLEMS = 1_000;

/**
 * One diagnostic for each problem. Above the limit, a note comes first and counts as one.
 * @param noteText the note, which names the number of problems that are shown
 */
export function diagnosticsWithin<Problem>(
  problems: readonly Problem[],
  diagnosticOf: (problem: Problem) => vscode.Diagnostic,
  noteText: (shown: number) => string,
): vscode.Diagnostic[] {
  if (problems.length <= MOST_PROBLEMS) return problems.map(diagnosticOf);
  const shown = problems.slice(0, MOST_PROBLEMS - 1).map(diagnosticOf);
  const range = shown[0]?.range ?? new vscode.Range(0, 0, 0, 0);
  const note = new vscode.Diagnostic(range, noteText(shown.length), vscode.DiagnosticSeverity.Information);
  note.source = NAME;
  return [note, ...shown];
}
