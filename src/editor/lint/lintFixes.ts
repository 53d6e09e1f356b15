/** The quick fixes of lists, and what mends all of a list at once. */

import * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import type { Edit, Finding } from '../../engine/lint/finding.ts';
import { fixAll, type MendedLine } from '../../engine/lint/fixAll.ts';
import { NAME } from '../ids.ts';
import type { SessionPlace, Sessions } from '../model/sessions.ts';
import { rangeOf } from './lintDiagnostics.ts';
import { lintOptionsFor } from './lintOptions.ts';

/** Runs on saving, too, if `editor.codeActionsOnSave` asks for it. */
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('scanUrls');

/** Tells what is wrong with a document. */
interface Findings {
  findingsOf(document: vscode.TextDocument): Promise<readonly Finding[]>;
}

/** Its edit is made when it is needed, because it may be long. */
class FixAllAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument, kind: vscode.CodeActionKind) {
    super(vscode.l10n.t('Fix All in File'), kind);
    this.document = document;
  }
}

export class LintFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
  };

  readonly #lint: Findings;
  readonly #sessions: Sessions;

  constructor(lint: Findings, sessions: Sessions) {
    this.#lint = lint;
    this.#sessions = sessions;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const findings = await this.#lint.findingsOf(document);
    const hasSure = findings.some(({ fixes }) => fixes.some(({ isSure }) => isSure));
    const actions: vscode.CodeAction[] = [];
    if (!only || only.contains(vscode.CodeActionKind.QuickFix)) {
      const own = diagnostics.filter(({ source }) => source === NAME);
      for (const finding of findingsAt(findings, range)) actions.push(...fixesOf(finding, document, own));
      if (actions.length && hasSure) {
        actions.push(new FixAllAction(document, vscode.CodeActionKind.QuickFix));
      }
    }
    if (hasSure && only?.intersects(FIX_ALL)) actions.push(new FixAllAction(document, FIX_ALL));
    return actions;
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof FixAllAction)) return action;
    const { document } = action;
    const { version } = document;
    const lines = Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line).text);
    const place = this.#sessions.at(document.uri);
    const mended = await runInTimeSlices(
      fixAll(lines, lintOptionsFor(document.uri), place && httpOnly(place)),
    );
    // An edit of an older text would stand on the wrong lines.
    if (document.version === version) action.edit = editOf(document, mended);
    return action;
  }
}

/** The findings at a selection within a line; without one, those of its line. */
function findingsAt(findings: readonly Finding[], range: vscode.Range): readonly Finding[] {
  if (!range.isSingleLine) return [];
  const ofLine = findings.filter(({ line }) => line === range.start.line);
  const selected = ofLine.filter(finding => range.intersection(rangeOf(finding)));
  return selected.length ? selected : ofLine;
}

function fixesOf(
  finding: Finding,
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return finding.fixes.map(({ edit, isSure, title }) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, rangeOfEdit(document, finding.line, edit), edit.text);
    action.isPreferred = isSure;
    action.diagnostics = diagnostics.filter(
      ({ code, range }) => code === finding.code && range.isEqual(rangeOf(finding)),
    );
    return action;
  });
}

function rangeOfEdit(
  document: vscode.TextDocument,
  line: number,
  { end, removesLine, start }: Edit,
): vscode.Range {
  return removesLine ? wholeLine(document, line) : new vscode.Range(line, start, line, end);
}

/** A line with one of its line breaks: the last line has none behind it. */
function wholeLine(document: vscode.TextDocument, line: number): vscode.Range {
  const { range, rangeIncludingLineBreak } = document.lineAt(line);
  if (line === 0 || line < document.lineCount - 1) return rangeIncludingLineBreak;
  return new vscode.Range(document.lineAt(line - 1).range.end, range.end);
}

function editOf(document: vscode.TextDocument, mended: readonly MendedLine[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const edits = mended.map(([line, content]) =>
    content === undefined
      ? vscode.TextEdit.delete(document.lineAt(line).rangeIncludingLineBreak)
      : vscode.TextEdit.replace(document.lineAt(line).range, content),
  );
  edit.set(document.uri, edits);
  return edit;
}

/** URLs, with https:, of hosts without a scheme that have answered a scan only by http:. */
function httpOnly({ document, session }: SessionPlace): ReadonlySet<string> {
  return new Set(
    session.lines.flatMap(line =>
      line.document === document && line.target !== undefined && line.outcome?.assumedScheme === 'http'
        ? (session.targets[line.target] ?? [])
        : [],
    ),
  );
}
