/** The view "Scan URLs": what was found, by verdict, in the order of the list. */

import * as vscode from 'vscode';
import { safeText } from '../engine/displayText.ts';
import type { MatchedLine } from '../engine/matcher.ts';
import { matchedLines } from '../engine/outcome.ts';
import { counted } from '../engine/tally.ts';
import { VIEW } from './ids.ts';
import {
  type GroupNode,
  type MatchNode,
  type MoreNode,
  type ResultNode,
  treeItem,
  type UrlNode,
} from './resultNodes.ts';
import { modesText } from './searchModes.ts';
import { GROUP_KINDS, type GroupKind, type Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { TrackedLine } from './trackedLines.ts';

/** VS Code has no paging of its own, and every child of a level is built and sent at once (vscode#34151). */
const PAGE_SIZE = 200;

/** These answer the question, so they are there even when nothing is in them. */
const ALWAYS_SHOWN: ReadonlySet<GroupKind> = new Set(['mentions', 'noMention', 'failed']);

export class ResultsTree implements vscode.TreeDataProvider<ResultNode>, vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #didChange = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<ResultNode>;
  readonly #listener: vscode.Disposable;
  #nodes: SessionNodes | undefined;
  #endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#didChange.event;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#listener = sessions.onDidChange(() => this.#repaint());
  }

  /** The nodes selected in the view. */
  get selection(): readonly ResultNode[] {
    return this.#view.selection;
  }

  getTreeItem(node: ResultNode): vscode.TreeItem {
    return treeItem(node);
  }

  getChildren(node?: ResultNode): ResultNode[] {
    if (!node) return this.#groups();
    switch (node.type) {
      case 'group':
        return this.#nodes?.page(node) ?? [];
      case 'url':
        return this.#nodes?.matches(node) ?? [];
      case 'match':
      case 'more':
        return [];
    }
  }

  getParent(node: ResultNode): ResultNode | undefined {
    if (node.type === 'group') return undefined;
    return node.type === 'match' ? node.parent : node.group;
  }

  showMore({ group }: MoreNode): void {
    this.#nodes?.showMore(group.kind);
    this.#didChange.fire();
  }

  dispose(): void {
    this.#endProgress?.();
    this.#listener.dispose();
    this.#view.dispose();
    this.#didChange.dispose();
  }

  #groups(): GroupNode[] {
    const session = this.#sessions.shown;
    if (!session) return [];
    if (this.#nodes?.session !== session) this.#nodes = new SessionNodes(session);
    return this.#nodes.groups();
  }

  #repaint(): void {
    const session = this.#sessions.shown;
    this.#view.message = session ? describe(session) : '';
    this.#view.badge = session?.failures
      ? { value: session.failures, tooltip: `${counted(session.failures, 'line')} failed` }
      : undefined;
    this.#showProgress(session?.isRunning ?? false);
    this.#didChange.fire();
  }

  /** The bar on top of the view, as long as the session that is shown is being scanned. */
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
}

/** The nodes of a session: the same object for the same line at each repaint, as VS Code's caches expect. */
class SessionNodes {
  readonly session: Session;
  readonly #full: readonly GroupNode[];
  readonly #empty: readonly GroupNode[];
  readonly #urls = new Map<TrackedLine, UrlNode>();
  readonly #matches = new WeakMap<UrlNode, { matches: readonly MatchedLine[]; nodes: MatchNode[] }>();
  readonly #limits = new Map<GroupKind, number>();

  constructor(session: Session) {
    this.session = session;
    this.#full = GROUP_KINDS.map(kind => ({ type: 'group', session, kind, isEmpty: false }));
    this.#empty = GROUP_KINDS.map(kind => ({ type: 'group', session, kind, isEmpty: true }));
  }

  groups(): GroupNode[] {
    return GROUP_KINDS.flatMap((kind, index) => {
      const isEmpty = !this.session.groups.get(kind)?.length;
      if (isEmpty && !ALWAYS_SHOWN.has(kind)) return [];
      return (isEmpty ? this.#empty : this.#full)[index] ?? [];
    });
  }

  page(group: GroupNode): ResultNode[] {
    const lines = this.session.groups.get(group.kind) ?? [];
    const limit = this.#limits.get(group.kind) ?? PAGE_SIZE;
    const nodes: ResultNode[] = lines.slice(0, limit).map(line => this.#url(group, line));
    if (lines.length > limit) nodes.push({ type: 'more', group, hidden: lines.length - limit });
    return nodes;
  }

  matches(url: UrlNode): MatchNode[] {
    const matches = url.line.outcome ? matchedLines(url.line.outcome) : [];
    const known = this.#matches.get(url);
    if (known?.matches === matches) return known.nodes;
    const nodes = matches.map((match, index): MatchNode => ({ type: 'match', parent: url, match, index }));
    this.#matches.set(url, { matches, nodes });
    return nodes;
  }

  showMore(kind: GroupKind): void {
    this.#limits.set(kind, (this.#limits.get(kind) ?? PAGE_SIZE) + PAGE_SIZE);
  }

  /** A line that is scanned again may come to stand in another group. */
  #url(group: GroupNode, line: TrackedLine): UrlNode {
    const known = this.#urls.get(line);
    if (known?.group === group) return known;
    const node: UrlNode = { type: 'url', session: this.session, group, line };
    this.#urls.set(line, node);
    return node;
  }
}

/** The line above the groups: which list, how far, and what came of it. */
function describe(session: Session): string {
  const list = vscode.workspace.asRelativePath(session.uri);
  const { done, urls } = session.tally;
  const modes = modesText(session);
  const how = modes ? ` (${modes})` : '';
  return safeText(`${list}: ${session.isRunning ? `${done} of ${urls} done` : session.summary}${how}`);
}
