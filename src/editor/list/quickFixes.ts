/** The quick fixes that the light bulb of a scanned line offers. */

import * as vscode from 'vscode';
import { addressMeant } from '../../engine/links/addressHint.ts';
import { failureOf, finalUrlOf } from '../../engine/model/outcome.ts';
import { shortUrl } from '../../engine/wording/shortUrl.ts';
import { COMMANDS, NAME } from '../ids.ts';
import { addressOf, type LineOfSession } from '../model/lineAddress.ts';
import { lineFailure } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';

/** Maximum number of characters of a URL in the title of a quick fix. */
const LONGEST_URL = 80;

/** Registers the quick fixes. Edits go through `WorkspaceEdit`, so that they can be undone. */
export function registerQuickFixes(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      provideCodeActions: (document, range, { diagnostics }) => {
        const session = sessions.of(document.uri);
        // Quick fixes apply to one line, so a selection of several lines gets none.
        if (!session || range.start.line !== range.end.line) return [];
        const line = session.linesBetween(range.start.line, range.start.line + 1)[0];
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
  const { outcome } = line;
  const fixes: vscode.CodeAction[] = [];
  const url = new vscode.Range(line.line, line.start, line.line, line.end);
  const moved = outcome?.isMoved && !failureOf(outcome) ? finalUrlOf(line.text, outcome) : undefined;
  if (moved) {
    const fix = edit(vscode.l10n.t('Replace with the New URL'), edits =>
      edits.replace(document.uri, url, moved),
    );
    fix.isPreferred = true;
    fixes.push(fix);
  }
  const reason = lineFailure(line);
  const meant = reason && addressMeant(line.text, reason, outcome?.status);
  if (meant) {
    const fix = edit(vscode.l10n.t('Change to {0}', shortUrl(meant.url, LONGEST_URL)), edits =>
      edits.replace(document.uri, url, meant.url),
    );
    fix.isPreferred = true;
    fixes.push(fix);
  }
  if (reason) {
    if (line.target !== undefined) {
      if (!session.isRunning)
        fixes.push(command(vscode.l10n.t('Scan This URL Again'), COMMANDS.rescan, lineOfSession));
      fixes.push(command(vscode.l10n.t('Open in Browser'), COMMANDS.openInBrowser, lineOfSession));
    }
    fixes.push(
      edit(vscode.l10n.t('Make the Line a Comment'), edits =>
        edits.insert(document.uri, new vscode.Position(line.line, line.start), '# '),
      ),
    );
  }
  const isDuplicate =
    line.target !== undefined &&
    session.linesOf(line.target).some(other => other.isAttached && other.line < line.line);
  if (isDuplicate) {
    fixes.push(
      edit(vscode.l10n.t('Remove the Duplicate Line'), edits =>
        edits.delete(document.uri, document.lineAt(line.line).rangeIncludingLineBreak),
      ),
    );
  }
  return fixes;
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
