/** Findings as diagnostics. */

import * as vscode from 'vscode';
import type { Finding } from '../../engine/lint/finding.ts';
import { NAME } from '../ids.ts';
import { diagnosticsWithin } from '../wording/mostProblems.ts';
import { severityOf } from '../wording/verdictIcons.ts';

export function diagnosticsOf(findings: readonly Finding[], list: vscode.Uri): vscode.Diagnostic[] {
  return diagnosticsWithin(
    findings,
    each => diagnostic(each, list),
    shown => vscode.l10n.t('Only the first {0} of {1} findings are marked', shown, findings.length),
  );
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
