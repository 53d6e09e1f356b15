/** The nodes that the view shows of a session, as the options want them grouped, sorted and filtered. */

import { ALWAYS_SHOWN } from '../../engine/model/groups.ts';
import type { MatchedLine } from '../../engine/model/matchedLine.ts';
import { matchedLines, mentionCount } from '../../engine/model/outcome.ts';
import { hostOf } from '../../engine/url/urlParts.ts';
import type {
  GroupNode,
  HostNode,
  LinesNode,
  MatchNode,
  MoreNode,
  ParentNode,
  ResultNode,
  UnderWayNode,
  UrlNode,
} from '../model/resultNodes.ts';
import { GROUP_KINDS, groupOfLine, type Session } from '../model/session.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { type Compare, compareLines, compareText, firstOf, type Sorting } from './resultOrder.ts';
import type { TreeOptions } from './treeOptions.ts';

/** VS Code has no paging of its own, and every child of a level is built and sent at once (vscode#34151). */
const PAGE_SIZE = 100;

/** The same object for the same node at each repaint, as VS Code's caches expect. */
export class ResultModel {
  readonly session: Session;
  readonly #options: TreeOptions;
  readonly #known = new Map<string, ResultNode>();
  readonly #urls = new Map<TrackedLine, UrlNode>();
  readonly #matches = new WeakMap<UrlNode, { matches: readonly MatchedLine[]; nodes: MatchNode[] }>();
  readonly #limits = new Map<string, number>();
  #lines: ReadonlyMap<string, readonly TrackedLine[]> | undefined;

  constructor(session: Session, options: TreeOptions) {
    this.session = session;
    this.#options = options;
  }

  /** The session or the options are others now. */
  refresh(): void {
    this.#lines = undefined;
  }

  get roots(): ResultNode[] {
    return [...this.#underWayGroup(), ...this.#groups()];
  }

  /** What is under way, and who asked to wait, as far as it is shown. */
  get underWayRows(): ResultNode[] {
    return this.#underWayGroup()
      .flatMap(group => this.#underWayRows(group))
      .filter(({ type }) => type !== 'more');
  }

  children(node: ResultNode): ResultNode[] {
    switch (node.type) {
      case 'underWay':
        return this.#underWayRows(node);
      case 'group':
      case 'host':
        return this.#urlsOf(node, this.linesOf(node));
      case 'url':
        return this.#matchesOf(node);
      default:
        return [];
    }
  }

  /** The lines of a group that the filter lets through, in the order in which they are shown. */
  sorted(group: LinesNode | undefined): readonly TrackedLine[] {
    const lines = group ? this.linesOf(group) : this.#allLines();
    return this.#compare ? [...lines].sort(this.#compare) : lines;
  }

  /** The lines of a group that the filter lets through, in the order of the list. */
  linesOf(group: LinesNode): readonly TrackedLine[] {
    return this.#grouped().get(group.type === 'group' ? group.kind : group.host) ?? [];
  }

  /** How many lines with a verdict the filter lets through. */
  get shown(): number {
    let count = 0;
    for (const lines of this.#grouped().values()) count += lines.length;
    return count;
  }

  /** How many lines have a verdict. */
  get total(): number {
    let count = 0;
    for (const lines of this.session.groups.values()) count += lines.length;
    return count;
  }

  showMore({ parent }: MoreNode): void {
    const key = keyOf(parent);
    // Who wants more of a very long list is soon there.
    this.#limits.set(key, 2 * this.#limit(parent));
  }

  #groups(): ResultNode[] {
    switch (this.#options.grouping) {
      case 'verdict':
        return this.#verdicts();
      case 'host':
        return this.#hosts();
      case 'none':
        return this.#urlsOf(undefined, this.#allLines());
    }
  }

  #verdicts(): GroupNode[] {
    const { session } = this;
    return GROUP_KINDS.filter(kind => this.#options.allowsKind(kind)).flatMap(kind => {
      const isEmpty = !this.#grouped().get(kind)?.length;
      if (isEmpty && !ALWAYS_SHOWN.has(kind)) return [];
      return this.#node<GroupNode>({ type: 'group', session, kind, isEmpty });
    });
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

  /** A line that is scanned again may come to stand in another group. */
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

  /** Who asked us to wait stands first: it tells why the rest takes its time. */
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

  /** All nodes but those of lines and matches: there are not many, and each is known by its key. */
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

  /** By verdict or by host; by verdict, too, where there are no groups. */
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

  /** Hosts in the order of their first lines. */
  #byHost(): ReadonlyMap<string, readonly TrackedLine[]> {
    const { targets } = this.session;
    return Map.groupBy(this.#allLines(), ({ target }) =>
      target === undefined ? '' : hostOf(targets[target] ?? ''),
    );
  }

  #allLines(): readonly TrackedLine[] {
    const { isFiltered } = this.#options;
    return this.session.lines.filter(line => (isFiltered ? this.#options.allows(line) : groupOfLine(line)));
  }
}

interface RankedHost {
  readonly host: string;
  readonly rank: number;
}

const byRank: Compare<RankedHost> = (a, b) => b.rank - a.rank;

const COMPARE_HOSTS: Readonly<Record<Sorting, Compare<RankedHost> | undefined>> = {
  list: undefined,
  host: (a, b) => compareText(a.host, b.host),
  time: byRank,
  count: byRank,
};

/** A host is as slow as its slowest page, and mentions the term as often as all of its pages do. */
function rankOf(sorting: Sorting, lines: readonly TrackedLine[]): number {
  if (sorting === 'time') return lines.reduce((most, { outcome }) => Math.max(most, outcome?.ms ?? 0), 0);
  if (sorting !== 'count') return 0;
  return lines.reduce((sum, { outcome }) => sum + (outcome ? mentionCount(outcome) : 0), 0);
}

/** Tells nodes of a session apart, and stays the same over repaints. */
function keyOf(node: ResultNode | undefined): string {
  if (!node) return '';
  switch (node.type) {
    case 'group':
      return `group ${node.kind}${node.isEmpty ? ' empty' : ''}`;
    case 'hold':
      return `hold ${node.host}`;
    case 'host':
      return `host ${node.host}`;
    case 'running':
      return `running ${node.target}`;
    default:
      return node.type;
  }
}
