/** Creates the tree item of each node of the results tree. */

import * as vscode from 'vscode';
import { shortFrame } from '../../engine/model/matchedLine.ts';
import { matchedLines, mentionCount } from '../../engine/model/outcome.ts';
import { failuresCounted } from '../../engine/report/summary.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import {
  spokenVerdict,
  underWayText,
  VERDICT_WORDS,
  verdictFacts,
} from '../../engine/report/verdictWords.ts';
import { listed } from '../../engine/wording/phrases.ts';
import { clip, displayUrl, safeText } from '../../engine/wording/safeText.ts';
import { COMMANDS, ITEM } from '../ids.ts';
import {
  type FileNode,
  type GroupNode,
  type HoldNode,
  type HostNode,
  idOf,
  type LinesNode,
  type MatchNode,
  type MoreNode,
  type ResultNode,
  type RunningNode,
  type UnderWayNode,
  type UrlNode,
} from '../model/resultNodes.ts';
import { type GroupKind, groupOfLine, lineFailure } from '../model/session.ts';
import { documentName } from '../model/sessionName.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { verdictIcon } from '../wording/verdictIcons.ts';
import { heldSentence, pauseSentence, secondsSince } from '../wording/verdicts.ts';

/** In UTF-16 units. Longer labels do not fit into a side bar, and every repaint sends all labels. */
const LONGEST_LABEL = 300;
const LONGEST_TERM = 60;

/** Groups that are expanded at first, because a person looks at them first. */
const OPEN_GROUPS: ReadonlySet<GroupKind> = new Set(['mentions', 'partial', 'failed']);

/** The label of a group, e.g. `Mentions “Python”`; safe to show. */
export function groupLabel(kind: GroupKind, term: string): string {
  return VERDICT_WORDS[kind].title(clip(safeText(term), LONGEST_TERM));
}

function icon(name: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor('descriptionForeground'));
}

/** @param linesOf returns the lines of a group that pass the filter, including those behind "Show more" */
export function treeItem(
  node: ResultNode,
  linesOf: (group: LinesNode) => readonly TrackedLine[],
): vscode.TreeItem {
  switch (node.type) {
    case 'underWay':
      return underWayItem(node);
    case 'group':
      return groupItem(node, linesOf(node).length);
    case 'file':
      return fileItem(node, linesOf(node));
    case 'host':
      return hostItem(node, linesOf(node));
    case 'url':
      return urlItem(node);
    case 'match':
      return matchItem(node);
    case 'running':
      return runningItem(node);
    case 'hold':
      return holdItem(node);
    case 'more':
      return moreItem(node);
  }
}

function groupItem(node: GroupNode, count: number): vscode.TreeItem {
  const label = groupLabel(node.kind, node.session.term.text);
  const item = new vscode.TreeItem(
    `${label} (${count})`,
    node.isEmpty ? vscode.TreeItemCollapsibleState.None : open(OPEN_GROUPS.has(node.kind)),
  );
  item.id = idOf(node);
  item.iconPath = verdictIcon(node.kind);
  item.contextValue = node.kind === 'failed' && count ? ITEM.failed : ITEM.group;
  item.accessibilityInformation = { label: spokenCount(label, count) };
  return item;
}

/** e.g. `2 mention it`, `1 failed`. */
function countsOf(lines: readonly TrackedLine[]): string[] {
  const failures = lines.filter(line => lineFailure(line)).length;
  const mentions = lines.filter(line => groupOfLine(line) === 'mentions').length;
  return [
    ...(mentions
      ? [mentions === 1 ? vscode.l10n.t('1 mentions it') : vscode.l10n.t('{0} mention it', mentions)]
      : []),
    ...(failures ? [failuresCounted(failures)] : []),
  ];
}

function fileItem(node: FileNode, lines: readonly TrackedLine[]): vscode.TreeItem {
  const { uri } = node.session.documents[node.document] ?? node.session;
  const path = safeText(documentName(node.session, uri));
  const [name = '', ...folders] = path.split('/').reverse();
  const item = new vscode.TreeItem(`${clip(name, LONGEST_LABEL)} (${lines.length})`, open(false));
  const counts = countsOf(lines);
  item.id = idOf(node);
  // VS Code shows the icon of its kind, and how many problems it has.
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.description = [...counts, clip(folders.reverse().join('/'), LONGEST_LABEL)]
    .filter(Boolean)
    .join(' · ');
  item.contextValue = ITEM.file;
  item.accessibilityInformation = { label: listed([spokenCount(path, lines.length), ...counts]) };
  return item;
}

function hostItem(node: HostNode, lines: readonly TrackedLine[]): vscode.TreeItem {
  const name = node.host ? clip(safeText(node.host), LONGEST_LABEL) : vscode.l10n.t('Not a URL');
  const item = new vscode.TreeItem(`${name} (${lines.length})`, open(false));
  const counts = countsOf(lines);
  item.id = idOf(node);
  item.iconPath = icon('server');
  item.description = counts.join(' · ');
  item.contextValue = ITEM.host;
  item.accessibilityInformation = { label: listed([spokenCount(name, lines.length), ...counts]) };
  return item;
}

function underWayItem(node: UnderWayNode): vscode.TreeItem {
  const { holds, runningCount } = node.session.requests;
  const held = holds.reduce((sum, { targets }) => sum + targets.length, 0);
  const item = new vscode.TreeItem(vscode.l10n.t('Under way ({0})', runningCount), open(false));
  item.id = idOf(node);
  item.iconPath = icon('pulse');
  if (held) item.description = vscode.l10n.t('{0} held back', held);
  item.accessibilityInformation = {
    label: listed([
      spokenCount(VERDICT_WORDS.underWay.title(''), runningCount),
      ...(held ? [String(item.description)] : []),
    ]),
  };
  return item;
}

function runningItem(node: RunningNode): vscode.TreeItem {
  const { line, session, target } = node;
  const url = displayUrl(line.text);
  const pause = session.requests.pauseOf(target);
  const time = secondsSince(session.requests.of(target)?.since);
  const item = new vscode.TreeItem(clip(withoutScheme(url), LONGEST_LABEL));
  const state = pause ? pauseSentence(pause) : vscode.l10n.t('{0} s', time);
  item.id = idOf(node);
  item.description = state;
  item.iconPath = verdictIcon(pause ? 'waiting' : 'underWay');
  item.contextValue = ITEM.running;
  item.command = { command: COMMANDS.goToLine, title: vscode.l10n.t('Go to Line'), arguments: [node] };
  const spoken = pause ? state : underWayText(time);
  item.accessibilityInformation = { label: listed([clip(url, LONGEST_LABEL), spoken]) };
  return item;
}

function holdItem(node: HoldNode): vscode.TreeItem {
  const hold = node.session.requests.holds.find(({ host }) => host === node.host);
  const host = clip(safeText(node.host), LONGEST_LABEL);
  const item = new vscode.TreeItem(host);
  const state = hold ? heldSentence(hold.targets.length, hold.pause) : '';
  item.id = idOf(node);
  item.description = state;
  item.iconPath = verdictIcon('waiting');
  item.contextValue = ITEM.hold;
  item.accessibilityInformation = { label: state ? listed([host, state]) : host };
  return item;
}

function open(isOpen: boolean): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  return isOpen ? Expanded : Collapsed;
}

/** e.g. `Failed: 2 URLs`, for screen readers. */
function spokenCount(name: string, count: number): string {
  return count === 1 ? vscode.l10n.t('{0}: 1 URL', name) : vscode.l10n.t('{0}: {1} URLs', name, count);
}

function urlItem(node: UrlNode): vscode.TreeItem {
  const { line } = node;
  const matches = line.outcome ? matchedLines(line.outcome) : [];
  const url = displayUrl(line.text);
  const verdict = verdictOf(line);
  const item = new vscode.TreeItem(
    clip(withoutScheme(url), LONGEST_LABEL),
    matches.length ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = idOf(node);
  item.description = line.isAttached
    ? verdict.short
    : vscode.l10n.t('{0} · edited since the scan', verdict.short);
  item.iconPath = verdictIcon(verdictKind(line));
  item.contextValue = line.rejected ? ITEM.rejected : ITEM.url;
  item.command = { command: COMMANDS.goToLine, title: vscode.l10n.t('Go to Line'), arguments: [node] };
  item.accessibilityInformation = { label: listed([clip(url, LONGEST_LABEL), verdict.spoken]) };
  return item;
}

/**
 * The URL without its scheme and without the slash of an empty path, because a side bar is narrow. The tooltip has the
 * full URL.
 */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\/(?=.)/i, '').replace(/^([^/]+)\/$/, '$1');
}

function matchItem(node: MatchNode): vscode.TreeItem {
  const { match } = node;
  const item = new vscode.TreeItem({
    label: match.text,
    highlights: match.highlights.map(([start, end]) => [start, end]),
  });
  item.id = idOf(node);
  item.description = match.frame
    ? vscode.l10n.t('line {0}, in a frame: {1}', match.line, clip(shortFrame(match.frame), LONGEST_LABEL))
    : vscode.l10n.t('line {0}', match.line);
  item.contextValue = ITEM.match;
  item.command = {
    command: COMMANDS.openMatch,
    title: vscode.l10n.t('Open Page at Match'),
    arguments: [node],
  };
  item.accessibilityInformation = {
    label: match.frame
      ? vscode.l10n.t('{0}, line {1} of a frame of the page', match.text, match.line)
      : vscode.l10n.t('{0}, line {1} of the page', match.text, match.line),
  };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more ({0} left)', node.hidden));
  item.id = idOf(node);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: COMMANDS.showMore, title: vscode.l10n.t('Show More'), arguments: [node] };
  return item;
}

function verdictOf(line: TrackedLine): { short: string; spoken: string } {
  const { outcome } = line;
  if (!outcome && !line.rejected) return { short: '', spoken: vscode.l10n.t('not scanned yet') };
  const facts = verdictFacts(line);
  const spoken = spokenVerdict(verdictKind(line), facts, outcome ? mentionCount(outcome) : 0);
  const failure = lineFailure(line);
  // The status comes first: VS Code cuts off the end of a long description.
  const code = failure?.code === 'HTTP_STATUS' ? `${failure.code} ${outcome?.status}` : failure?.code;
  return { short: [code, facts.found, facts.reason].filter(Boolean).join(' · '), spoken };
}
