/** Findings as diagnostics. */

import * as vscode from 'vscode';
import type { Finding } from '../../engine/lint/finding.ts';
import { NAME } from '../ids.ts';
import { MOST_PROBLEMS } from '../wording/mostProblems.ts';
import { severityOf } from '../wording/verdictIcons.ts';

/** One for each finding. Above the limit, a note with the total comes first and counts as one. */
export function diagnosticsOf(findings: readonly Finding[], list: vscode.Uri): vscode.Diagnostic[] {
  const [first] = findings;
  if (!first || findings.length <= MOST_PROBLEMS) return findings.map(each => diagnostic(each, list));
  const shown = findings.slice(0, MOST_PROBLEMS - 1);
  const note = new vscode.Diagnostic(
    rangeOf(first),
    vscode.l10n.t('Only the first {0} of {1} findings are marked', shown.length, findings.length),
    vscode.DiagnosticSeverity.Information,
  );
  note.source = NAME;
  return [note, ...shown.map(each => diagnostic(each, list))];
}

export function rangeOf({ end, line, start }: { line: number; start: number; end: number }): vscode.Range {
  return new vscode.Range(line, start, line, end);
}

function diagnostic(finding: Finding, list: vscode.Uri): vscode.Diagnostic {
  const severity = severityOf(finding.severity);
  const diagnostic = new vscode.Diagnostic(
    rangeOf(finding),
    finding.message,
    severity ?? vscode.DiagnosticSeverity.Hint,
  );
  diagnostic.source = NAME;
  diagnostic.code = finding.code;
  if (severity === undefined) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  if (finding.first) {
    diagnostic.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(list, rangeOf(finding.first)),
        vscode.l10n.t('The first of them'),
      ),
    ];
  }
  return diagnostic;
}
