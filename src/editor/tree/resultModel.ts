/** The nodes of a session in the results view: grouped, sorted and filtered by the options of the view. */

import { isAlwaysShown } from '../../engine/model/groups.ts';
import type { MatchedLine } from '../../engine/model/matchedLine.ts';
import { matchedLines } from '../../engine/model/outcome.ts';
import { isCheck } from '../../engine/model/term.ts';
import { hostOf } from '../../engine/url/urlParts.ts';
import {
  type FileNode,
  type GroupNode,
  type HostNode,
  keyOf,
  type LinesNode,
  type MatchNode,
  type MoreNode,
  type ParentNode,
  type ResultNode,
  type UnderWayNode,
  type UrlNode,
} from '../model/resultNodes.ts';
import { GROUP_KINDS, groupOfLine, type Session } from '../model/session.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { LinesByFile } from './linesByFile.ts';
import { COMPARE_HOSTS, type Compare, compareLines, firstOf, rankOf } from './resultOrder.ts';
import type { TreeOptions } from './treeOptions.ts';

/**
 * Number of children shown before "Show more". VS Code has no paging: it builds and sends all children of a node at
 * once (vscode#34151).
 */
const PAGE_SIZE = 100;

/** What of the options decides which rows there are. */
type ShownBy = Pick<
  TreeOptions,
  'allows' | 'allowsKind' | 'grouping' | 'isFiltered' | 'kinds' | 'sorting' | 'text'
>;

/** Returns the same object for the same node at each repaint, as VS Code's caches expect. */
export class ResultModel {
  readonly session: Session;
  readonly #options: ShownBy;
  readonly #known = new Map<string, ResultNode>();
  readonly #urls = new Map<TrackedLine, UrlNode>();
  readonly #matches = new WeakMap<UrlNode, { matches: readonly MatchedLine[]; nodes: MatchNode[] }>();
  readonly #limits = new Map<string, number>();
  /** The verdicts and the options that the following is about. */
  #version: { verdicts: readonly TrackedLine[]; count: number; options: string } | undefined;
  #lines: ReadonlyMap<string, readonly TrackedLine[]> | undefined;
  #linesInOrder: readonly TrackedLine[] | undefined;
  #linesByFile: LinesByFile | undefined;

  constructor(session: Session, options: ShownBy) {
    this.session = session;
    this.#options = options;
  }

  /** Call this after each change of the session or the options. What has not changed is not computed again. */
  refresh(): void {
    const { grouping, kinds, text } = this.#options;
    const { verdicts } = this.session;
    const version = {
      verdicts,
      count: verdicts.length,
      options: JSON.stringify([grouping, text, [...kinds]]),
    };
    const known = this.#version;
    this.#version = version;
    if (known?.verdicts !== verdicts || known.options !== version.options) this.#linesByFile = undefined;
    else if (known.count === version.count) return;
    this.#lines = undefined;
    this.#linesInOrder = undefined;
  }

  get roots(): ResultNode[] {
    return [...this.#underWayGroup(), ...this.#groups()];
  }

  /** The shown rows of the group "Under way": running requests, and hosts that asked for a pause. */
  get underWayRows(): ResultNode[] {
    return this.#underWayGroup()
      .flatMap(group => this.#underWayRows(group))
      .filter(({ type }) => type !== 'more');
  }

  children(node: ResultNode): ResultNode[] {
    switch (node.type) {
      case 'underWay':
        return this.#underWayRows(node);
      case 'file':
        return this.#verdictsOf(node);
      case 'group':
      case 'host':
        return this.#urlsOf(node, this.linesOf(node));
      case 'url':
        return this.#matchesOf(node);
      default:
        return [];
    }
  }

  /** The lines of a group that pass the filter, in the order of the view; all lines if `group` is absent. */
  sorted(group: LinesNode | undefined): readonly TrackedLine[] {
    const lines = group ? this.linesOf(group) : this.#allLines();
    return this.#compare ? [...lines].sort(this.#compare) : lines;
  }

  /** The lines of a group that pass the filter, in the order of the list. */
  linesOf(group: LinesNode): readonly TrackedLine[] {
    switch (group.type) {
      case 'file':
        return this.#byFile().of(group.document);
      case 'host':
        return this.#grouped().get(group.host) ?? [];
      case 'group':
        return group.parent
          ? this.#byFile().of(group.parent.document, group.kind)
          : (this.#grouped().get(group.kind) ?? []);
    }
  }

  /** Number of lines with a verdict that pass the filter. */
  get shownCount(): number {
    if (this.#isByFile) return this.#byFile().count;
    let count = 0;
    for (const lines of this.#grouped().values()) count += lines.length;
    return count;
  }

  /** Number of lines with a verdict. */
  get totalCount(): number {
    let count = 0;
    for (const lines of this.session.groups.values()) count += lines.length;
    return count;
  }

  showMore({ parent }: MoreNode): void {
    const key = keyOf(parent);
    // The limit doubles, so that a few clicks reach the end of a very long list.
    this.#limits.set(key, 2 * this.#limit(parent));
  }

  #groups(): ResultNode[] {
    switch (this.#options.grouping) {
      case 'verdict':
        return this.#isByFile ? this.#files() : this.#verdicts();
      case 'host':
        return this.#hosts();
      case 'none':
        return this.#urlsOf(undefined, this.#allLines());
    }
  }

  get #isByFile(): boolean {
    return this.session.isCollection && this.#options.grouping === 'verdict';
  }

  #verdicts(): GroupNode[] {
    const { session } = this;
    return GROUP_KINDS.filter(kind => this.#options.allowsKind(kind)).flatMap(kind => {
      const isEmpty = !this.#grouped().get(kind)?.length;
      if (isEmpty && !isAlwaysShown(kind, isCheck(session.term))) return [];
      return this.#node<GroupNode>({ type: 'group', session, parent: undefined, kind, isEmpty });
    });
  }

  /** The documents of a folder: those with failures first, then in the order of their paths. */
  #files(): ResultNode[] {
    const { session } = this;
    const lines = this.#byFile();
    const files = [...lines.documents].map(document => ({
      document,
      rank: lines.has(document, 'failed') ? 1 : 0,
    }));
    const first = firstOf(
      files,
      this.#limit(undefined),
      (a, b) => b.rank - a.rank || a.document - b.document,
    );
    const nodes = first.map(({ document }) => this.#node<FileNode>({ type: 'file', session, document }));
    return this.#withMore(undefined, nodes, files.length);
  }

  #verdictsOf(parent: FileNode): GroupNode[] {
    const { session } = this;
    const kinds = this.#byFile().kindsOf(parent.document);
    return GROUP_KINDS.filter(kind => kinds.has(kind)).map(kind =>
      this.#node<GroupNode>({ type: 'group', session, parent, kind, isEmpty: false }),
    );
  }

  #hosts(): ResultNode[] {
    const { session } = this;
    const { sorting } = this.#options;
    const hosts = [...this.#grouped()].map(([host, lines]) => ({ host, rank: rankOf(sorting, lines) }));
    const first = firstOf(hosts, this.#limit(undefined), COMPARE_HOSTS[sorting]);
    const nodes = first.map(({ host }) => this.#node<HostNode>({ type: 'host', session, host }));
    return this.#withMore(undefined, nodes, hosts.length);
  }

  #urlsOf(parent: LinesNode | undefined, lines: readonly TrackedLine[]): ResultNode[] {
    const first = firstOf(lines, this.#limit(parent), this.#compare);
    return this.#withMore(
      parent,
      first.map(line => this.#url(parent, line)),
      lines.length,
    );
  }

  /** The node of a line. A line that is scanned again may change its group, and then gets a new node. */
  #url(parent: LinesNode | undefined, line: TrackedLine): UrlNode {
    const known = this.#urls.get(line);
    if (known && known.parent === parent) return known;
    const node: UrlNode = { type: 'url', session: this.session, parent, line };
    this.#urls.set(line, node);
    return node;
  }

  #matchesOf(url: UrlNode): MatchNode[] {
    const matches = url.line.outcome ? matchedLines(url.line.outcome) : [];
    const known = this.#matches.get(url);
    if (known?.matches === matches) return known.nodes;
    const nodes = matches.map((match, index): MatchNode => ({ type: 'match', parent: url, match, index }));
    this.#matches.set(url, { matches, nodes });
    return nodes;
  }

  #underWayGroup(): UnderWayNode[] {
    const { isRunning, requests } = this.session;
    if (!isRunning || !(requests.runningCount || requests.holds.length)) return [];
    return [this.#node<UnderWayNode>({ type: 'underWay', session: this.session })];
  }

  /** Hosts that asked for a pause come first, because they explain why the scan takes long. */
  #underWayRows(parent: UnderWayNode): ResultNode[] {
    const { session } = this;
    const { holds, running } = session.requests;
    const waiting = holds.map(({ host }) => this.#node({ type: 'hold', session, parent, host }));
    const nodes = running.flatMap(({ target }) => {
      const [line] = session.linesOf(target);
      return line ? [this.#node({ type: 'running', session, parent, target, line })] : [];
    });
    const all = [...waiting, ...nodes];
    return this.#withMore(parent, all.slice(0, this.#limit(parent)), all.length);
  }

  #withMore(parent: ParentNode | undefined, shown: readonly ResultNode[], total: number): ResultNode[] {
    const hidden = total - shown.length;
    return hidden > 0 ? [...shown, { type: 'more', session: this.session, parent, hidden }] : [...shown];
  }

  /** Returns the existing node with the same key, if any. Not used for lines and matches, which may be many. */
  #node<Node extends ResultNode>(node: Node): Node {
    const key = keyOf(node);
    const known = this.#known.get(key);
    if (known) return known as Node;
    this.#known.set(key, node);
    return node;
  }

  #limit(parent: ParentNode | undefined): number {
    return this.#limits.get(keyOf(parent)) ?? PAGE_SIZE;
  }

  get #compare(): Compare<TrackedLine> | undefined {
    return compareLines(this.#options.sorting, this.session.targets);
  }

  /** The lines that pass the filter, by host or by verdict. Without grouping, they are also by verdict. */
  #grouped(): ReadonlyMap<string, readonly TrackedLine[]> {
    this.#lines ??= this.#options.grouping === 'host' ? this.#byHost() : this.#byVerdict();
    return this.#lines;
  }

  #byVerdict(): ReadonlyMap<string, readonly TrackedLine[]> {
    const { groups } = this.session;
    if (!this.#options.isFiltered) return groups;
    return new Map(
      [...groups].map(([kind, lines]) => [kind, lines.filter(line => this.#options.allows(line))]),
    );
  }

  /** The lines that have a verdict and pass the filter, by the index of their document. */
  #byFile(): LinesByFile {
    const { isFiltered } = this.#options;
    this.#linesByFile ??= new LinesByFile(
      this.session.verdicts,
      line => !isFiltered || this.#options.allows(line),
    );
    return this.#linesByFile;
  }

  /** The lines by host. Hosts are in the order of their first lines. */
  #byHost(): ReadonlyMap<string, readonly TrackedLine[]> {
    const { targets } = this.session;
    return Map.groupBy(this.#allLines(), ({ target }) =>
      target === undefined ? '' : hostOf(targets[target] ?? ''),
    );
  }

  /** All lines with a verdict that pass the filter. */
  #allLines(): readonly TrackedLine[] {
    const { isFiltered } = this.#options;
    this.#linesInOrder ??= this.session.lines.filter(line =>
      isFiltered ? this.#options.allows(line) : groupOfLine(line),
    );
    return this.#linesInOrder;
  }
}
