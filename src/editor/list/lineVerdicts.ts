/** Shows the verdict of each scanned line at the end of the line in the editor. */

import * as vscode from 'vscode';
import { type VerdictKind, verdictKind } from '../../engine/report/verdictLooks.ts';
import { underWayText } from '../../engine/report/verdictWords.ts';
import { clip } from '../../engine/wording/safeText.ts';
import type { Session } from '../model/session.ts';
import type { SessionPlace, Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { verdictColor } from '../wording/verdictIcons.ts';
import { pauseText, SEPARATOR, secondsSince, verdictText } from '../wording/verdicts.ts';

/** Lines above and below the visible ones that get verdicts in advance, so that scrolling shows no gaps. */
const MARGIN = 40;

/** In ms. “Under way” is shown only for requests that take longer. */
const MIN_RUNNING_TIME = 1_000;

/** In UTF-16 units. The verdict of a URL with further URLs behind it. */
const LONGEST_BETWEEN = 30;

/** VS Code reduces a position after the end of a line to its end. */
const END_OF_LINE = 2 ** 30;

export function registerLineVerdicts(sessions: Sessions): vscode.Disposable {
  const decoration = vscode.window.createTextEditorDecorationType({
    // Text that is typed after a URL stays before its verdict.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 2em' },
  });
  const decorated = new WeakSet<vscode.TextEditor>();

  function show(editor: vscode.TextEditor): void {
    const { uri } = editor.document;
    const place = sessions.at(uri);
    const decorations = place && isOn(uri) ? verdictsIn(place, editor.visibleRanges) : [];
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
    // An edited URL loses its verdict. That is shown at once instead of at the next repaint.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) show(editor);
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('scanUrls.lineVerdicts')) showAll();
    }),
  );
}

/** The decorations of the lines in these ranges, and of {@link MARGIN} lines around them. */
export function verdictsIn(
  { document, session }: SessionPlace,
  ranges: readonly vscode.Range[],
): vscode.DecorationOptions[] {
  const lines = new Set(
    ranges.flatMap(({ start, end }) =>
      session.linesBetween(document, start.line - MARGIN, end.line + MARGIN),
    ),
  );
  return [...lines].flatMap((line, index, all) => {
    const verdict = verdictOf(session, line);
    if (!verdict) return [];
    const { kind, text } = verdict;
    // The verdict of the last URL of a line comes after a comment. In front of it is room for a short one only.
    const isLast = all[index + 1]?.line !== line.line;
    return {
      range: new vscode.Range(line.line, line.start, line.line, isLast ? END_OF_LINE : line.end),
      renderOptions: {
        after: {
          contentText: isLast ? text : clip(text.split(SEPARATOR, 1)[0] ?? '', LONGEST_BETWEEN),
          color: verdictColor(kind),
          ...(isLast ? {} : { margin: '0 0 0 0.5em' }),
        },
      },
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
  if (since === undefined || Date.now() - since < MIN_RUNNING_TIME) return undefined;
  return { text: underWayText(secondsSince(since)), kind: 'underWay' };
}

function isOn(list: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('scanUrls', list).get('lineVerdicts') !== false;
}
