/** The results view "Scan URLs". */

import * as vscode from 'vscode';
import { safeText } from '../../engine/wording/safeText.ts';
import { VIEW } from '../ids.ts';
import type { LinesNode, MoreNode, ResultNode } from '../model/resultNodes.ts';
import type { Session } from '../model/session.ts';
import { sessionName } from '../model/sessionName.ts';
import type { Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { modesText } from '../settings/searchModes.ts';
import { mainCauseOf, mainCauseText } from '../wording/mainCause.ts';
import { groupLabel, treeItem } from './resultItems.ts';
import { ResultModel } from './resultModel.ts';
import { tooltipOf } from './resultTooltips.ts';
import { TreeOptions } from './treeOptions.ts';

export class ResultsTree implements vscode.TreeDataProvider<ResultNode>, vscode.Disposable {
  readonly options: TreeOptions;

  readonly #sessions: Sessions;
  readonly #didChange = new vscode.EventEmitter<ResultNode[] | undefined>();
  readonly #view: vscode.TreeView<ResultNode>;
  readonly #listeners: vscode.Disposable;
  #model: ResultModel | undefined;
  #underWayRows: readonly ResultNode[] = [];
  #endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#didChange.event;

  /** @param memory stores how the results are grouped and sorted */
  constructor(sessions: Sessions, memory: vscode.Memento) {
    this.#sessions = sessions;
    this.options = new TreeOptions(memory);
    this.#view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#listeners = vscode.Disposable.from(
      sessions.onDidChange(() => (sessions.onlyTimePassed ? this.#repaintTimes() : this.#repaint())),
      this.options,
      this.options.onDidChange(() => this.#repaint()),
    );
  }

  /** The text above the rows: the list, the progress or the result, and the common cause of most failures. */
  get message(): string {
    return this.#view.message ?? '';
  }

  /** The text beside the title: the filter. */
  get description(): string {
    return this.#view.description ?? '';
  }

  /** The nodes selected in the view. */
  get selection(): readonly ResultNode[] {
    return this.#view.selection;
  }

  getTreeItem(node: ResultNode): vscode.TreeItem {
    return treeItem(node, group => this.#modelOf(group)?.linesOf(group) ?? []);
  }

  /** VS Code calls this when the pointer is over a row. */
  resolveTreeItem(item: vscode.TreeItem, node: ResultNode): vscode.TreeItem {
    const tooltip = tooltipOf(node);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  getChildren(node?: ResultNode): ResultNode[] {
    return (node ? this.#modelOf(node)?.children(node) : this.#shown?.roots) ?? [];
  }

  getParent(node: ResultNode): ResultNode | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  showMore(node: MoreNode): void {
    this.#modelOf(node)?.showMore(node);
    this.#didChange.fire(undefined);
  }

  /**
   * The lines that pass the filter, in the order of the view.
   * @param group only its lines; all lines if absent
   */
  lines(group?: LinesNode): readonly TrackedLine[] {
    return (group ? this.#modelOf(group) : this.#shown)?.sorted(group) ?? [];
  }

  dispose(): void {
    this.#endProgress?.();
    this.#listeners.dispose();
    this.#view.dispose();
    this.#didChange.dispose();
  }

  get #shown(): ResultModel | undefined {
    const session = this.#sessions.shown;
    if (!session) return undefined;
    if (this.#model?.session !== session) this.#model = new ResultModel(session, this.options);
    return this.#model;
  }

  /** The model of a node; `undefined` if the view no longer shows the session of the node. */
  #modelOf(node: ResultNode): ResultModel | undefined {
    const session = node.type === 'match' ? node.parent.session : node.session;
    return this.#shown?.session === session ? this.#shown : undefined;
  }

  #repaint(): void {
    const session = this.#sessions.shown;
    this.#shown?.refresh();
    this.#view.message = session ? this.#describe(session) : '';
    this.#view.description = this.#filterText(session);
    this.#view.badge = session?.failures
      ? { value: session.failures, tooltip: failuresText(session.failures) }
      : undefined;
    this.#showProgress(session?.isRunning ?? false);
    this.#underWayRows = this.#shown?.underWayRows ?? [];
    this.#didChange.fire(undefined);
  }

  /**
   * Repaints only the rows that show a time. A repaint of the whole tree makes VS Code forget all nodes until it is
   * done, and a click on a menu of a row has no effect meanwhile.
   */
  #repaintTimes(): void {
    const rows = this.#shown?.underWayRows ?? [];
    const areSame =
      rows.length === this.#underWayRows.length && rows.every((row, at) => row === this.#underWayRows[at]);
    if (!areSame) this.#repaint();
    else if (rows.length) this.#didChange.fire(rows);
  }

  /** Shows the progress bar of the view while the shown session is being scanned. */
  #showProgress(isRunning: boolean): void {
    if (isRunning === Boolean(this.#endProgress)) return;
    if (isRunning) {
      void vscode.window.withProgress({ location: { viewId: VIEW } }, () => {
        return new Promise<void>(resolve => {
          this.#endProgress = resolve;
        });
      });
    } else {
      this.#endProgress?.();
      this.#endProgress = undefined;
    }
  }

  #describe(session: Session): string {
    const lines = [stateText(session)];
    const cause = mainCauseOf(session);
    if (cause) lines.push(mainCauseText(cause));
    lines.push(...session.notes);
    if (this.options.isFiltered) {
      const { shownCount = 0, totalCount = 0 } = this.#shown ?? {};
      lines.push(vscode.l10n.t('The filter shows {0} of {1}.', shownCount, totalCount));
    }
    // VS Code shows a line break as a space. A full stop in front of the separator would be one mark too many.
    return lines
      .map((line, index) => safeText(index + 1 < lines.length ? line.replace(/[.。]$/, '') : line))
      .join(' · ');
  }

  /** The filter as text, e.g. `“python.org” · Failed`. */
  #filterText(session: Session | undefined): string {
    const { kinds, text } = this.options;
    const term = session?.term.text ?? '';
    const parts = [
      ...(text ? [vscode.l10n.t('“{0}”', text)] : []),
      ...[...kinds].map(kind => groupLabel(kind, term)),
    ];
    return safeText(parts.join(' · '));
  }
}

/** The progress or the result, e.g. `urls.txt: 12 of 64 done (Match Case)`. */
function stateText(session: Session): string {
  const list = sessionName(session);
  const { done, urls } = session.tally;
  const modes = modesText(session);
  if (session.isRunning) {
    return modes
      ? vscode.l10n.t('{0}: {1} of {2} done ({3})', list, done, urls, modes)
      : vscode.l10n.t('{0}: {1} of {2} done', list, done, urls);
  }
  return modes
    ? vscode.l10n.t('{0}: {1} ({2})', list, session.summary, modes)
    : vscode.l10n.t('{0}: {1}', list, session.summary);
}

function failuresText(failures: number): string {
  return failures === 1 ? vscode.l10n.t('1 line failed') : vscode.l10n.t('{0} lines failed', failures);
}
