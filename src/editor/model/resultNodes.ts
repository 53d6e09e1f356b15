/** The nodes of the results tree, which commands of the view get as arguments. */

import type { MatchedLine } from '../../engine/model/matchedLine.ts';
import type { GroupKind, Session } from './session.ts';
import type { TrackedLine } from './trackedLines.ts';

export interface GroupNode {
  readonly type: 'group';
  readonly session: Session;
  readonly kind: GroupKind;
  /** An empty group is another node: it cannot be opened, and VS Code would remember that of the full one. */
  readonly isEmpty: boolean;
}

/** The lines of one host. Rejected lines have none. */
export interface HostNode {
  readonly type: 'host';
  readonly session: Session;
  readonly host: string;
}

/** A group of lines that have their verdict. */
export type LinesNode = GroupNode | HostNode;

export interface UrlNode {
  readonly type: 'url';
  readonly session: Session;
  /** Absent where there are no groups. */
  readonly parent: LinesNode | undefined;
  readonly line: TrackedLine;
}

export interface MatchNode {
  readonly type: 'match';
  readonly parent: UrlNode;
  readonly match: MatchedLine;
  readonly index: number;
}

/** The group of what the scan is busy with. */
export interface UnderWayNode {
  readonly type: 'underWay';
  readonly session: Session;
}

/** A URL that was asked for and has not answered. */
export interface RunningNode {
  readonly type: 'running';
  readonly session: Session;
  readonly parent: UnderWayNode;
  readonly target: number;
  /** The first line of the list that it stands in. */
  readonly line: TrackedLine;
}

/** A host that asked for a pause. */
export interface HoldNode {
  readonly type: 'hold';
  readonly session: Session;
  readonly parent: UnderWayNode;
  readonly host: string;
}

export type ParentNode = LinesNode | UnderWayNode;

/** Stands for the children of a node that are not shown yet. */
export interface MoreNode {
  readonly type: 'more';
  readonly session: Session;
  readonly parent: ParentNode | undefined;
  readonly hidden: number;
}

export type ResultNode = ParentNode | UrlNode | MatchNode | RunningNode | HoldNode | MoreNode;

/** Identifies a node over repaints, so that VS Code keeps what is open and selected. */
export function idOf(node: ResultNode): string {
  switch (node.type) {
    case 'underWay':
      return `${node.session.uri}#under-way`;
    case 'group':
      return `${node.session.uri}#${node.kind}${node.isEmpty ? '-empty' : ''}`;
    case 'host':
      return `${node.session.uri}#host/${node.host}`;
    case 'url':
      return `${node.parent ? idOf(node.parent) : `${node.session.uri}#list`}/${node.line.index}`;
    case 'match':
      return `${idOf(node.parent)}/${node.index}`;
    case 'running':
      return `${idOf(node.parent)}/${node.target}`;
    case 'hold':
      return `${idOf(node.parent)}/host/${node.host}`;
    case 'more':
      return `${node.parent ? idOf(node.parent) : node.session.uri}/more`;
  }
}
