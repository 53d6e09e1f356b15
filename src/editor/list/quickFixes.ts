/** The quick fixes that the light bulb of a scanned line offers. */

import * as vscode from 'vscode';
import { addressMeant } from '../../engine/links/addressHint.ts';
import { failureOf, finalUrlOf } from '../../engine/model/outcome.ts';
import { missingScheme } from '../../engine/report/assumedScheme.ts';
import { shortUrl } from '../../engine/wording/shortUrl.ts';
import { COMMANDS, LIST_LANGUAGE, NAME } from '../ids.ts';
import { addressOf, type LineOfSession } from '../model/lineAddress.ts';
import { lineFailure } from '../model/session.ts';
import type { SessionPlace, Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';

/** Maximum number of characters of a URL in the title of a quick fix. */
const LONGEST_URL = 80;

/** Registers the quick fixes. Edits go through `WorkspaceEdit`, so that they can be undone. */
export function registerQuickFixes(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      provideCodeActions: (document, range, { diagnostics }) => {
        const place = sessions.at(document.uri);
        // Quick fixes apply to one line, so a selection of several lines gets none.
        if (!place || range.start.line !== range.end.line) return [];
        const { session } = place;
        const line = lineAt(place, range);
        if (!line) return [];
        const own = diagnostics.filter(({ source }) => source === NAME);
        return fixesOf({ session, line }, document).map(fix => {
          fix.diagnostics = own;
          return fix;
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function fixesOf(lineOfSession: LineOfSession, document: vscode.TextDocument): vscode.CodeAction[] {
  const { line, session } = lineOfSession;
  const { isList } = session.documentOf(line);
  const { outcome } = line;
  const fixes: vscode.CodeAction[] = [];
  const url = new vscode.Range(line.line, line.start, line.line, line.end);
  const moved = outcome?.isMoved && !failureOf(outcome) ? finalUrlOf(line.text, outcome) : undefined;
  if (moved && (isList || isPlain(moved))) {
    const fix = edit(vscode.l10n.t('Replace with the New URL'), edits =>
      edits.replace(document.uri, url, moved),
    );
    fix.isPreferred = true;
    fixes.push(fix);
  }
  const reason = lineFailure(line);
  const linted = lintCodesAt(line, document);
  const meant = reason && isList ? addressMeant(line.text, reason, outcome?.status) : undefined;
  if (meant && !linted.has('TRAILING_PUNCTUATION') && !linted.has('ESCAPED_AMPERSAND')) {
    const fix = edit(vscode.l10n.t('Change to {0}', shortUrl(meant.url, LONGEST_URL)), edits =>
      edits.replace(document.uri, url, meant.url),
    );
    fix.isPreferred = true;
    fixes.push(fix);
  }
  if (outcome?.assumedScheme) fixes.push(...schemeFixes(lineOfSession, document));
  if (reason) {
    if (line.target !== undefined) {
      if (!session.isRunning)
        fixes.push(command(vscode.l10n.t('Scan This URL Again'), COMMANDS.rescan, lineOfSession));
      fixes.push(command(vscode.l10n.t('Open in Browser'), COMMANDS.openInBrowser, lineOfSession));
    }
    if (isList) {
      const start = document.lineAt(line.line).firstNonWhitespaceCharacterIndex;
      fixes.push(
        edit(vscode.l10n.t('Make the Line a Comment'), edits =>
          edits.insert(document.uri, new vscode.Position(line.line, start), '# '),
        ),
      );
    }
  }
  const isDuplicate =
    isList &&
    !linted.has('DUPLICATE') &&
    line.target !== undefined &&
    session.linesBetween(line.document, line.line, line.line + 1).length === 1 &&
    session
      .linesOf(line.target)
      .some(other => other.document === line.document && other.isAttached && other.line < line.line);
  if (isDuplicate) {
    fixes.push(
      edit(vscode.l10n.t('Remove the Duplicate Line'), edits =>
        edits.delete(document.uri, document.lineAt(line.line).rangeIncludingLineBreak),
      ),
    );
  }
  return fixes;
}

/** What the list's own check says of a line, without a scan. It has quick fixes for that. */
function lintCodesAt({ line }: TrackedLine, { languageId, uri }: vscode.TextDocument): ReadonlySet<unknown> {
  if (languageId !== LIST_LANGUAGE) return new Set();
  const own = vscode.languages
    .getDiagnostics(uri)
    .filter(({ range, source }) => source === NAME && range.start.line === line);
  return new Set(own.map(({ code }) => code));
}

/** Whether every format writes a URL as it is, without escapes, entities or quotes. */
function isPlain(url: string): boolean {
  return /^[\w:/.~%?=+@#-]+$/.test(url);
}

/** The URL at a selection; without one, the first of the line. */
function lineAt({ document, session }: SessionPlace, { start }: vscode.Range): TrackedLine | undefined {
  return session.at(document, start) ?? session.linesBetween(document, start.line, start.line + 1)[0];
}

/** Writes down the scheme that was assumed: of one line, or of all lines. */
function schemeFixes({ line, session }: LineOfSession, document: vscode.TextDocument): vscode.CodeAction[] {
  const withoutScheme = session.lines.filter(
    each => each.document === line.document && each.isAttached && each.outcome?.assumedScheme,
  );
  const write = (lines: readonly TrackedLine[]) => (edits: vscode.WorkspaceEdit) => {
    for (const { line, outcome, start, text } of lines) {
      const scheme = outcome?.assumedScheme;
      if (scheme) edits.insert(document.uri, new vscode.Position(line, start), missingScheme(text, scheme));
    }
  };
  const one = edit(
    vscode.l10n.t('Write {0} in Front of It', `${line.outcome?.assumedScheme}://`),
    write([line]),
  );
  one.isPreferred = true;
  if (withoutScheme.length < 2) return [one];
  return [
    one,
    edit(
      vscode.l10n.t('Write the Scheme in Front of All {0} Hosts', withoutScheme.length),
      write(withoutScheme),
    ),
  ];
}

function edit(title: string, change: (edits: vscode.WorkspaceEdit) => void): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  change(action.edit);
  return action;
}

function command(title: string, id: string, lineOfSession: LineOfSession): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: id, title, arguments: [addressOf(lineOfSession)] };
  return action;
}
