/** The nodes of the results tree. VS Code passes them to the commands of the view. */

import type { MatchedLine } from '../../engine/model/matchedLine.ts';
import type { GroupKind, Session } from './session.ts';
import type { TrackedLine } from './trackedLines.ts';

/** The lines of one document of a folder. */
export interface FileNode {
  readonly type: 'file';
  readonly session: Session;
  /** Index of the document. */
  readonly document: number;
}

export interface GroupNode {
  readonly type: 'group';
  readonly session: Session;
  /** The document that the group is about; `undefined` if it is about all. */
  readonly parent: FileNode | undefined;
  readonly kind: GroupKind;
  /** Part of the identity: an empty group cannot be opened, and VS Code would apply that to the filled group, too. */
  readonly isEmpty: boolean;
}

/** The lines of one host. The host of rejected lines is empty. */
export interface HostNode {
  readonly type: 'host';
  readonly session: Session;
  readonly host: string;
}

/** A group of lines that have a verdict. */
export type LinesNode = GroupNode | HostNode | FileNode;

export interface UrlNode {
  readonly type: 'url';
  readonly session: Session;
  /** `undefined` in the ungrouped view. */
  readonly parent: LinesNode | undefined;
  readonly line: TrackedLine;
}

export interface MatchNode {
  readonly type: 'match';
  readonly parent: UrlNode;
  readonly match: MatchedLine;
  readonly index: number;
}

/** The group of running requests and of hosts that asked for a pause. */
export interface UnderWayNode {
  readonly type: 'underWay';
  readonly session: Session;
}

/** A URL that is being requested and has no outcome yet. */
export interface RunningNode {
  readonly type: 'running';
  readonly session: Session;
  readonly parent: UnderWayNode;
  readonly target: number;
  /** The first line of the list with this target. */
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

/** The row "Show more": stands for the children of a node that are not shown yet. */
export interface MoreNode {
  readonly type: 'more';
  readonly session: Session;
  readonly parent: ParentNode | undefined;
  /** Number of these children. */
  readonly hidden: number;
}

export type ResultNode = ParentNode | UrlNode | MatchNode | RunningNode | HoldNode | MoreNode;

/** The id of a tree item. It stays the same over repaints, so that VS Code keeps open and selected items. */
export function idOf(node: ResultNode): string {
  switch (node.type) {
    case 'underWay':
      return `${node.session.uri}#under-way`;
    case 'file':
      return `${node.session.uri}#file/${node.document}`;
    case 'group':
      return `${node.parent ? idOf(node.parent) : `${node.session.uri}#`}${node.kind}${node.isEmpty ? '-empty' : ''}`;
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

/** A key that identifies a node within its session. It stays the same over repaints. */
export function keyOf(node: ResultNode | undefined): string {
  if (!node) return '';
  switch (node.type) {
    case 'file':
      return `file ${node.document}`;
    case 'group':
      return `group ${node.parent?.document ?? ''} ${node.kind}${node.isEmpty ? ' empty' : ''}`;
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
