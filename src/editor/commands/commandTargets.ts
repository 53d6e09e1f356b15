/** Finds the rows and lines that a command applies to, when it comes from a menu, a key, a link or a light bulb. */

import { matchedLines } from '../../engine/model/outcome.ts';
import { type LineAddress, type LineOfSession, lineAt } from '../model/lineAddress.ts';
import type { LinesNode, MatchNode, ResultNode } from '../model/resultNodes.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import type { TrackedLine } from '../model/trackedLines.ts';

/** What commands need of the results view. */
interface View {
  readonly selection: readonly ResultNode[];
  lines(group?: LinesNode): readonly TrackedLine[];
}

export class CommandTargets {
  readonly #sessions: Sessions;
  readonly #view: View;

  constructor(sessions: Sessions, view: View) {
    this.#sessions = sessions;
    this.#view = view;
  }

  /**
   * The nodes that the command applies to. A menu of the view passes the clicked node and all selected nodes. A key
   * passes nothing: the selection is used. A link or a light bulb passes a {@link LineAddress}, which is no node.
   */
  nodes(node?: unknown, nodes?: readonly ResultNode[]): readonly ResultNode[] {
    if (nodes?.length) return nodes;
    if (isNode(node)) return [node];
    return node === undefined ? this.#view.selection : [];
  }

  /** The lines of {@link nodes}, or the line of an address. Groups are left out. */
  lines(node?: unknown, nodes?: readonly ResultNode[]): LineOfSession[] {
    const addressed = isNode(node) ? undefined : lineAt(this.#sessions, node);
    return addressed ? [addressed] : this.nodes(node, nodes).flatMap(linesOfRow);
  }

  /** The lines of {@link nodes}, including the lines of groups. Each line is returned once. */
  linesWithGroups(node?: unknown, nodes?: readonly ResultNode[]): LineOfSession[] {
    const lines = this.nodes(node, nodes).flatMap(each =>
      isGroup(each) ? inSession(each.session, this.#view.lines(each)) : linesOfRow(each),
    );
    return [...new Map(lines.map(each => [each.line, each])).values()];
  }

  /** All lines that the view shows, including those behind "Show more". */
  shownLines(): LineOfSession[] {
    const session = this.#sessions.shown;
    return session ? inSession(session, this.#view.lines()) : [];
  }

  /** The match that a node or an address stands for. An address without a match stands for the first one. */
  match(node: unknown): MatchNode | undefined {
    if (isNode(node)) return node.type === 'match' ? node : undefined;
    const found = lineAt(this.#sessions, node);
    const index = (node as Partial<LineAddress> | undefined)?.match ?? 0;
    const match = found?.line.outcome && matchedLines(found.line.outcome)[index];
    if (!found || !match) return undefined;
    return { type: 'match', parent: { type: 'url', parent: undefined, ...found }, match, index };
  }
}

function isNode(value: unknown): value is ResultNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isGroup(node: ResultNode): node is LinesNode {
  return node.type === 'group' || node.type === 'host' || node.type === 'file';
}

function linesOfRow(node: ResultNode): LineOfSession[] {
  switch (node.type) {
    case 'url':
    case 'running':
      return [{ session: node.session, line: node.line }];
    case 'match':
      return [{ session: node.parent.session, line: node.parent.line }];
    default:
      return [];
  }
}

function inSession(session: Session, lines: readonly TrackedLine[]): LineOfSession[] {
  return lines.map(line => ({ session, line }));
}
