/** The verdict of each line of the list behind its URL, in the editor. */

import * as vscode from 'vscode';
import { type VerdictKind, verdictKind } from '../../engine/report/verdictLooks.ts';
import { underWayText } from '../../engine/report/verdictWords.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { verdictColor } from '../wording/verdictIcons.ts';
import { pauseText, secondsSince, verdictText } from '../wording/verdicts.ts';

/** Lines above and below the visible ones that have theirs already when a person scrolls there. */
const MARGIN = 40;

/** What is quicker than this, in ms, is not worth a word while it is under way. */
const WORTH_A_WORD = 1_000;

/** VS Code takes a position behind the end of a line for its end. */
const END_OF_LINE = 2 ** 30;

export function registerLineVerdicts(sessions: Sessions): vscode.Disposable {
  const decoration = vscode.window.createTextEditorDecorationType({
    // What is typed behind a URL belongs to the URL, not to its verdict.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 2em' },
  });
  const decorated = new WeakSet<vscode.TextEditor>();

  function show(editor: vscode.TextEditor): void {
    const session = sessions.of(editor.document.uri);
    const decorations = session && isOn(session.uri) ? verdictsIn(session, editor.visibleRanges) : [];
    if (!decorations.length && !decorated.has(editor)) return;
    decorated.add(editor);
    editor.setDecorations(decoration, decorations);
  }

  function showAll(): void {
    for (const editor of vscode.window.visibleTextEditors) show(editor);
  }

  return vscode.Disposable.from(
    decoration,
    sessions.onDidChange(showAll),
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => show(textEditor)),
    // A URL that is edited has no verdict any more, and that must not wait for the next repaint.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) show(editor);
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('scanUrls.lineVerdicts')) showAll();
    }),
  );
}

/** The decorations of the lines in these ranges and a little beyond. */
export function verdictsIn(session: Session, ranges: readonly vscode.Range[]): vscode.DecorationOptions[] {
  const lines = new Set(
    ranges.flatMap(({ start, end }) => session.linesBetween(start.line - MARGIN, end.line + MARGIN)),
  );
  return [...lines].flatMap(line => {
    const verdict = verdictOf(session, line);
    if (!verdict) return [];
    const { kind, text } = verdict;
    return {
      // A comment behind the URL comes first.
      range: new vscode.Range(line.line, line.start, line.line, END_OF_LINE),
      renderOptions: { after: { contentText: text, color: verdictColor(kind) } },
    };
  });
}

function verdictOf(session: Session, line: TrackedLine): { text: string; kind: VerdictKind } | undefined {
  const text = verdictText(line, session.term.text);
  if (text !== undefined) return { text, kind: verdictKind(line) };
  if (!session.isRunning || line.target === undefined) return undefined;
  const pause = session.requests.pauseOf(line.target);
  if (pause) return { text: pauseText(pause), kind: 'waiting' };
  const since = session.requests.of(line.target)?.since;
  if (since === undefined || Date.now() - since < WORTH_A_WORD) return undefined;
  return { text: underWayText(secondsSince(since)), kind: 'underWay' };
}

function isOn(list: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('scanUrls', list).get('lineVerdicts') !== false;
}
