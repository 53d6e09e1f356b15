/** Icons, colours and severities of verdicts, as types of VS Code. */

import * as vscode from 'vscode';
import { type Severity, VERDICT_LOOKS, type VerdictKind } from '../../engine/report/verdictLooks.ts';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  none: undefined,
} as const;

export function verdictIcon(kind: VerdictKind): vscode.ThemeIcon {
  return new vscode.ThemeIcon(VERDICT_LOOKS[kind].icon, verdictColor(kind));
}

export function verdictColor(kind: VerdictKind): vscode.ThemeColor {
  return new vscode.ThemeColor(VERDICT_LOOKS[kind].color);
}

/** @returns `undefined` if the verdict is no problem */
export function verdictSeverity(kind: VerdictKind): vscode.DiagnosticSeverity | undefined {
  return severityOf(VERDICT_LOOKS[kind].severity);
}

/** @returns `undefined` if it is no problem */
export function severityOf(severity: Severity): vscode.DiagnosticSeverity | undefined {
  return SEVERITIES[severity];
}
