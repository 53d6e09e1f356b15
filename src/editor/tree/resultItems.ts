/** How each node of the results tree is shown. */

import * as vscode from 'vscode';
import { failureOf, matchedLines, mentionCount, placesOfMatches } from '../../engine/model/outcome.ts';
import { countText } from '../../engine/model/places.ts';
import { listed } from '../../engine/wording/phrases.ts';
import { clip, displayUrl, safeText } from '../../engine/wording/safeText.ts';
import { COMMANDS, ITEM } from '../ids.ts';
import {
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
import type { TrackedLine } from '../model/trackedLines.ts';
import { heldSentence, pauseSentence, secondsSince } from '../wording/verdicts.ts';

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
    label: term => vscode.l10n.t('Mentions “{0}”', term),
    icon: icon('pass', 'testing.iconPassed'),
    isOpen: true,
  },
  partial: {
    label: term => vscode.l10n.t('“{0}” not found in the part searched', term),
    icon: icon('question', 'problemsWarningIcon.foreground'),
    isOpen: true,
  },
  noMention: {
    label: () => vscode.l10n.t('No mention'),
    icon: icon('circle-slash', 'descriptionForeground'),
    isOpen: false,
  },
  skipped: {
    label: () => vscode.l10n.t('Not text'),
    icon: icon('file-binary', 'descriptionForeground'),
    isOpen: false,
  },
  failed: {
    label: () => vscode.l10n.t('Failed'),
    icon: icon('error', 'problemsErrorIcon.foreground'),
    isOpen: true,
  },
  cancelled: {
    label: () => vscode.l10n.t('Not scanned'),
    icon: icon('debug-pause', 'descriptionForeground'),
    isOpen: false,
  },
};

/** What the lines of a kind are called, e.g. `Mentions “Python”`; safe to show. */
export function groupLabel(kind: GroupKind, term: string): string {
  return LOOKS[kind].label(clip(safeText(term), LONGEST_TERM));
}

function icon(name: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** @param linesOf the lines of a group that are shown, or would be after "show more" */
export function treeItem(
  node: ResultNode,
  linesOf: (group: LinesNode) => readonly TrackedLine[],
): vscode.TreeItem {
  switch (node.type) {
    case 'underWay':
      return underWayItem(node);
    case 'group':
      return groupItem(node, linesOf(node).length);
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
  const look = LOOKS[node.kind];
  const label = groupLabel(node.kind, node.session.term.text);
  const item = new vscode.TreeItem(
    `${label} (${count})`,
    node.isEmpty ? vscode.TreeItemCollapsibleState.None : open(look.isOpen),
  );
  item.id = idOf(node);
  item.iconPath = look.icon;
  item.contextValue = node.kind === 'failed' && count ? ITEM.failed : ITEM.group;
  item.accessibilityInformation = { label: spokenCount(label, count) };
  return item;
}

function hostItem(node: HostNode, lines: readonly TrackedLine[]): vscode.TreeItem {
  const name = node.host ? clip(safeText(node.host), LONGEST_LABEL) : vscode.l10n.t('Not a URL');
  const item = new vscode.TreeItem(`${name} (${lines.length})`, open(false));
  const failures = lines.filter(line => lineFailure(line)).length;
  const mentions = lines.filter(line => groupOfLine(line) === 'mentions').length;
  const counts = [
    ...(mentions
      ? [mentions === 1 ? vscode.l10n.t('1 mentions it') : vscode.l10n.t('{0} mention it', mentions)]
      : []),
    ...(failures ? [vscode.l10n.t('{0} failed', failures)] : []),
  ];
  item.id = idOf(node);
  item.iconPath = icon('server', 'descriptionForeground');
  item.description = counts.join(' · ');
  item.contextValue = ITEM.host;
  item.accessibilityInformation = { label: listed([spokenCount(name, lines.length), ...counts]) };
  return item;
}

function underWayItem(node: UnderWayNode): vscode.TreeItem {
  const { holds, size } = node.session.underWay;
  const held = holds.reduce((sum, { targets }) => sum + targets.length, 0);
  const item = new vscode.TreeItem(vscode.l10n.t('Under way ({0})', size), open(false));
  item.id = idOf(node);
  item.iconPath = icon('pulse', 'descriptionForeground');
  if (held) item.description = vscode.l10n.t('{0} held back', held);
  item.accessibilityInformation = {
    label: listed([
      spokenCount(vscode.l10n.t('Under way'), size),
      ...(held ? [String(item.description)] : []),
    ]),
  };
  return item;
}

function runningItem(node: RunningNode): vscode.TreeItem {
  const { line, session, target } = node;
  const url = displayUrl(line.text);
  const pause = session.underWay.pauseOf(target);
  const time = secondsSince(session.underWay.of(target)?.since);
  const item = new vscode.TreeItem(clip(shortUrl(url), LONGEST_LABEL));
  const state = pause ? pauseSentence(pause) : vscode.l10n.t('{0} s', time);
  item.id = idOf(node);
  item.description = state;
  item.iconPath = icon(pause ? 'watch' : 'arrow-down', 'descriptionForeground');
  item.contextValue = ITEM.running;
  item.command = { command: COMMANDS.goToLine, title: vscode.l10n.t('Go to Line'), arguments: [node] };
  const spoken = pause ? state : vscode.l10n.t('under way for {0} s', time);
  item.accessibilityInformation = { label: listed([clip(url, LONGEST_LABEL), spoken]) };
  return item;
}

function holdItem(node: HoldNode): vscode.TreeItem {
  const hold = node.session.underWay.holds.find(({ host }) => host === node.host);
  const host = clip(safeText(node.host), LONGEST_LABEL);
  const item = new vscode.TreeItem(host);
  const state = hold ? heldSentence(hold.targets.length, hold.pause) : '';
  item.id = idOf(node);
  item.description = state;
  item.iconPath = icon('watch', 'problemsWarningIcon.foreground');
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
  const kind = groupOfLine(line);
  const matches = line.outcome ? matchedLines(line.outcome) : [];
  const url = displayUrl(line.text);
  const verdict = verdictOf(line);
  const item = new vscode.TreeItem(
    clip(shortUrl(url), LONGEST_LABEL),
    matches.length ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = idOf(node);
  item.description = line.isAttached
    ? verdict.short
    : vscode.l10n.t('{0} · edited since the scan', verdict.short);
  if (kind) item.iconPath = LOOKS[kind].icon;
  item.contextValue = line.rejected ? ITEM.rejected : ITEM.url;
  item.command = { command: COMMANDS.goToLine, title: vscode.l10n.t('Go to Line'), arguments: [node] };
  item.accessibilityInformation = { label: listed([clip(url, LONGEST_LABEL), verdict.spoken]) };
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
  item.description = vscode.l10n.t('line {0}', match.line);
  item.contextValue = ITEM.match;
  item.command = {
    command: COMMANDS.openMatch,
    title: vscode.l10n.t('Open Page at Match'),
    arguments: [node],
  };
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, line {1} of the page', match.text, match.line),
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
  const reason = lineFailure(line);
  const { outcome } = line;
  if (reason) {
    // The status is what a person looks for, and the end of a long text is cut off.
    const code = reason.code === 'HTTP_STATUS' ? `${reason.code} ${outcome?.status}` : reason.code;
    return { short: `${code} · ${reason.message}`, spoken: vscode.l10n.t('failed: {0}', reason.message) };
  }
  if (!outcome) return { short: '', spoken: vscode.l10n.t('not scanned yet') };
  const count = mentionCount(outcome);
  const why = failureOf(outcome)?.message;
  const times = countText(count, placesOfMatches(outcome));
  switch (outcome.kind) {
    case 'mentions':
      return {
        short: times,
        spoken: count === 1 ? vscode.l10n.t('1 match') : vscode.l10n.t('{0} matches', count),
      };
    case 'partial':
      return count
        ? { short: `${times} · ${why}`, spoken: vscode.l10n.t('{0} found. {1}', count, why ?? '') }
        : { short: why ?? '', spoken: vscode.l10n.t('not found. {0}', why ?? '') };
    case 'noMention':
      return {
        short: outcome.note ?? '',
        spoken: outcome.note ? vscode.l10n.t('no mention. {0}', outcome.note) : vscode.l10n.t('no mention'),
      };
    case 'skipped':
    case 'failed':
    case 'cancelled':
      return { short: why ?? '', spoken: why ?? '' };
  }
}
