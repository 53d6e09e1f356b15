/** The nodes of the results tree, and how each is shown. */

import * as vscode from 'vscode';
import { clip, displayUrl, safeText } from '../engine/displayText.ts';
import { seconds, size } from '../engine/failure.ts';
import type { MatchedLine } from '../engine/matcher.ts';
import { failureOf, finalUrlOf, matchedLines, mentionCount, placesOfMatches } from '../engine/outcome.ts';
import { countText } from '../engine/places.ts';
import { counted } from '../engine/tally.ts';
import { COMMANDS, ITEM } from './ids.ts';
import { type GroupKind, lineFailure, type Session } from './session.ts';
import type { TrackedLine } from './trackedLines.ts';

export interface GroupNode {
  readonly type: 'group';
  readonly session: Session;
  readonly kind: GroupKind;
  /** An empty group is another node: it cannot be opened, and VS Code would remember that of the full one. */
  readonly isEmpty: boolean;
}

export interface UrlNode {
  readonly type: 'url';
  readonly session: Session;
  readonly group: GroupNode;
  readonly line: TrackedLine;
}

export interface MatchNode {
  readonly type: 'match';
  readonly parent: UrlNode;
  readonly match: MatchedLine;
  readonly index: number;
}

/** Stands for the lines of a group that are not shown yet. */
export interface MoreNode {
  readonly type: 'more';
  readonly group: GroupNode;
  readonly hidden: number;
}

export type ResultNode = GroupNode | UrlNode | MatchNode | MoreNode;

interface Look {
  /** With the term where it takes one. */
  readonly label: (term: string) => string;
  readonly icon: vscode.ThemeIcon;
  /** What a person looks for first is open from the start. */
  readonly isOpen: boolean;
}

/** Longer ones are not read in a row of a side bar, and each row is sent at each repaint. */
const LONGEST_LABEL = 300;
const LONGEST_TERM = 60;

/** State is told by words and icon first, by colour only besides. */
const LOOKS: Readonly<Record<GroupKind, Look>> = {
  mentions: {
    label: term => `Mentions “${term}”`,
    icon: icon('pass', 'testing.iconPassed'),
    isOpen: true,
  },
  partial: {
    label: term => `“${term}” not found in the part searched`,
    icon: icon('question', 'problemsWarningIcon.foreground'),
    isOpen: true,
  },
  noMention: {
    label: () => 'No mention',
    icon: icon('circle-slash', 'descriptionForeground'),
    isOpen: false,
  },
  skipped: { label: () => 'Not text', icon: icon('file-binary', 'descriptionForeground'), isOpen: false },
  failed: { label: () => 'Failed', icon: icon('error', 'problemsErrorIcon.foreground'), isOpen: true },
  cancelled: {
    label: () => 'Not scanned',
    icon: icon('debug-pause', 'descriptionForeground'),
    isOpen: false,
  },
};

function icon(name: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

export function treeItem(node: ResultNode): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return groupItem(node);
    case 'url':
      return urlItem(node);
    case 'match':
      return matchItem(node);
    case 'more':
      return moreItem(node);
  }
}

/** Identifies a node over repaints, so that VS Code keeps what is open and selected. */
function idOf(node: ResultNode): string {
  switch (node.type) {
    case 'group':
      return `${node.session.uri}#${node.kind}${node.isEmpty ? '-empty' : ''}`;
    case 'url':
      return `${node.session.uri}#${node.group.kind}/${node.line.index}`;
    case 'match':
      return `${idOf(node.parent)}/${node.index}`;
    case 'more':
      return `${idOf(node.group)}/more`;
  }
}

function groupItem(node: GroupNode): vscode.TreeItem {
  const { session, kind } = node;
  const look = LOOKS[kind];
  const count = session.groups.get(kind)?.length ?? 0;
  const item = new vscode.TreeItem(
    `${look.label(clip(safeText(session.term.text), LONGEST_TERM))} (${count})`,
    node.isEmpty
      ? vscode.TreeItemCollapsibleState.None
      : look.isOpen
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = idOf(node);
  item.iconPath = look.icon;
  item.contextValue = ITEM.group;
  return item;
}

function urlItem(node: UrlNode): vscode.TreeItem {
  const { line, group } = node;
  const matches = line.outcome ? matchedLines(line.outcome) : [];
  const url = displayUrl(line.text);
  const verdict = verdictOf(line);
  const item = new vscode.TreeItem(
    clip(shortUrl(url), LONGEST_LABEL),
    matches.length ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = idOf(node);
  item.description = line.isAttached ? verdict.short : `${verdict.short} · edited since the scan`;
  item.tooltip = tooltip(line);
  item.iconPath = LOOKS[group.kind].icon;
  item.contextValue = line.rejected ? ITEM.rejected : ITEM.url;
  item.command = { command: COMMANDS.goToLine, title: 'Go to Line', arguments: [node] };
  item.accessibilityInformation = { label: `${clip(url, LONGEST_LABEL)}, ${verdict.spoken}` };
  return item;
}

/** A side bar is narrow, and what tells URLs apart is the host and the path. The tooltip has all of it. */
function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/^([^/]+)\/$/, '$1');
}

function matchItem(node: MatchNode): vscode.TreeItem {
  const { match } = node;
  const item = new vscode.TreeItem({
    label: match.text,
    highlights: match.highlights.map(([start, end]) => [start, end]),
  });
  item.id = idOf(node);
  item.description = `line ${match.line}`;
  item.tooltip = match.text;
  item.contextValue = ITEM.match;
  item.command = { command: COMMANDS.openMatch, title: 'Open Page at Match', arguments: [node] };
  item.accessibilityInformation = { label: `${match.text}, line ${match.line} of the page` };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`Show more (${node.hidden} left)`);
  item.id = idOf(node);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: COMMANDS.showMore, title: 'Show More', arguments: [node] };
  return item;
}

function verdictOf(line: TrackedLine): { short: string; spoken: string } {
  const reason = lineFailure(line);
  const { outcome } = line;
  if (reason) {
    // The status is what a person looks for, and the end of a long text is cut off.
    const code = reason.code === 'HTTP_STATUS' ? `${reason.code} ${outcome?.status}` : reason.code;
    return { short: `${code} · ${reason.message}`, spoken: `failed: ${reason.message}` };
  }
  if (!outcome) return { short: '', spoken: 'not scanned yet' };
  const count = mentionCount(outcome);
  const why = failureOf(outcome)?.message;
  const times = countText(count, placesOfMatches(outcome));
  switch (outcome.kind) {
    case 'mentions':
      return { short: times, spoken: counted(count, 'match', 'matches') };
    case 'partial':
      return count
        ? { short: `${times} · ${why}`, spoken: `${count} found. ${why}` }
        : { short: why ?? '', spoken: `not found. ${why}` };
    case 'noMention':
      return { short: outcome.note ?? '', spoken: ['no mention', outcome.note].filter(Boolean).join('. ') };
    case 'skipped':
    case 'failed':
    case 'cancelled':
      return { short: why ?? '', spoken: why ?? '' };
  }
}

/** Plain text: what a page or a server says is never rendered. */
function tooltip({ text, outcome }: TrackedLine): string {
  const lines = [displayUrl(text)];
  const finalUrl = outcome && finalUrlOf(text, outcome);
  if (finalUrl && displayUrl(finalUrl) !== displayUrl(text)) lines.push(`→ ${displayUrl(finalUrl)}`);
  const reason = outcome && failureOf(outcome);
  if (reason) lines.push(reason.message);
  if (outcome?.note) lines.push(outcome.note);
  const facts = [
    outcome?.status,
    outcome?.mediaType,
    outcome?.charset,
    outcome?.bytes ? size(outcome.bytes) : undefined,
    outcome?.ms ? seconds(outcome.ms) : undefined,
  ].filter(Boolean);
  if (facts.length) lines.push(facts.join(' · '));
  return lines.map(safeText).join('\n');
}
