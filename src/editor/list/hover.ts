/** The hover of a scanned URL: its verdict, its matches and the facts about its page. */

import * as vscode from 'vscode';
import type { Failure } from '../../engine/model/failure.ts';
import { numberedLine } from '../../engine/model/matchedLine.ts';
import {
  failureOf,
  matchedLines,
  mentionCount,
  type Outcome,
  placesOfMatches,
} from '../../engine/model/outcome.ts';
import { countText } from '../../engine/model/places.ts';
import { type SpanKind, totalsOf } from '../../engine/model/timings.ts';
import { noteOf } from '../../engine/report/assumedScheme.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import { longVerdict, underWayText, VERDICT_WORDS } from '../../engine/report/verdictWords.ts';
import { statusText } from '../../engine/wording/httpStatus.ts';
import { clip, safeText } from '../../engine/wording/safeText.ts';
import { shortUrl } from '../../engine/wording/shortUrl.ts';
import { seconds, size } from '../../engine/wording/units.ts';
import { COMMANDS } from '../ids.ts';
import { addressOf, commandLink, type LineOfSession } from '../model/lineAddress.ts';
import { adviceFor } from '../wording/advice.ts';
import { pauseSentence, secondsSince } from '../wording/verdicts.ts';

const MOST_MATCHES = 5;
const LONGEST_URL = 300;
const LONGEST_MATCH = 200;
const LONGEST_TERM = 60;

const SPAN_NAMES: Readonly<Record<SpanKind, () => string>> = {
  queue: () => vscode.l10n.t('queue'),
  wait: () => vscode.l10n.t('wait'),
  name: () => vscode.l10n.t('name'),
  connect: () => vscode.l10n.t('connect'),
  tls: () => vscode.l10n.t('TLS'),
  firstByte: () => vscode.l10n.t('first byte'),
  body: () => vscode.l10n.t('body'),
  match: () => vscode.l10n.t('match'),
};

/**
 * The parts of the hover. Text of pages and servers is put only in code blocks, where nothing becomes a link. Only the
 * last part is trusted; it holds only the extension's own texts and commands.
 * @returns `undefined` if nothing is known about the line
 */
export function hoverOf(lineOfSession: LineOfSession): vscode.MarkdownString[] | undefined {
  const { session, line } = lineOfSession;
  const links = commandLinks(lineOfSession);
  if (line.rejected) return [failureAdvice(line.rejected), links];
  if (line.outcome) {
    const parts = [
      verdictPart(line.outcome, session.term.text),
      ...factParts(line.outcome, line.text),
      links,
    ];
    return parts.filter(part => part !== undefined);
  }
  if (!session.isRunning || line.target === undefined) return undefined;
  const running = session.requests.of(line.target);
  const pause = session.requests.pauseOf(line.target);
  const markdown = new vscode.MarkdownString();
  if (pause) markdown.appendText(pauseSentence(pause));
  else if (running) markdown.appendText(underWayText(secondsSince(running.since)));
  else markdown.appendText(vscode.l10n.t('In the queue'));
  return [markdown];
}

/** The verdict and the first matched lines. */
function verdictPart(outcome: Outcome, term: string): vscode.MarkdownString | undefined {
  const count = mentionCount(outcome);
  const reason = failureOf(outcome);
  const kind = verdictKind({ outcome });
  const markdown = new vscode.MarkdownString();
  if (count > 0) {
    const matches = matchedLines(outcome);
    const shown = matches.slice(0, MOST_MATCHES);
    const width = String(shown.at(-1)?.line ?? '').length;
    const lines = shown.map(each => {
      const text = clip(each.text, LONGEST_MATCH);
      return each.frame ? numberedLine(each, text) : `${String(each.line).padStart(width)}: ${text}`;
    });
    markdown.appendCodeblock(
      [`${countText(count, placesOfMatches(outcome))} ${clip(safeText(term), LONGEST_TERM)}`, ...lines].join(
        '\n',
      ),
      'text',
    );
    const more = matches.length - shown.length;
    if (more > 0)
      markdown.appendMarkdown(
        more === 1 ? vscode.l10n.t('and 1 more line') : vscode.l10n.t('and {0} more lines', more),
      );
  } else if (!VERDICT_WORDS[kind].isSaidByReason) {
    markdown.appendCodeblock(longVerdict(kind, clip(safeText(term), LONGEST_TERM)), 'text');
  }
  const note = noteOf(outcome);
  if (note) markdown.appendCodeblock(note, 'text');
  if (reason) markdown.appendMarkdown('\n\n').appendMarkdown(failureAdvice(reason).value);
  return markdown.value ? markdown : undefined;
}

/** The sentence of a failure and the advice. The sentence is in a code block, because it may quote servers. */
function failureAdvice(reason: Failure): vscode.MarkdownString {
  return new vscode.MarkdownString()
    .appendCodeblock(safeText(reason.message), 'text')
    .appendMarkdown('\n\n')
    .appendText(adviceFor(reason));
}

/** Status, media type, size, time and redirects in one part, the time of each phase in another. */
function factParts(outcome: Outcome, text: string): vscode.MarkdownString[] {
  const { bytes, chain, charset, finalUrl, mediaType, ms, status, timings } = outcome;
  const hops = (chain ?? (finalUrl ? [finalUrl] : [])).map(url => shortUrl(url, LONGEST_URL));
  const isRedirected = hops.length > 1 || (hops.length === 1 && hops[0] !== shortUrl(text, LONGEST_URL));
  const rows = [
    status === undefined ? undefined : statusText(status),
    mediaType && [mediaType, charset].filter(Boolean).join('; '),
    bytes ? size(bytes) : undefined,
    ms ? seconds(ms) : undefined,
  ].filter(Boolean);
  const lines = [...(rows.length ? [rows.join(' · ')] : []), ...(isRedirected ? hops.map(hopText) : [])];
  const totals = timings ? [...totalsOf(timings)].filter(([, total]) => total > 0) : [];
  const times = totals.map(([kind, total]) => `${SPAN_NAMES[kind]()} ${seconds(total)}`);
  return [
    ...(lines.length
      ? [new vscode.MarkdownString().appendCodeblock(lines.map(safeText).join('\n'), 'text')]
      : []),
    ...(times.length ? [new vscode.MarkdownString().appendText(times.join(' · '))] : []),
  ];
}

function hopText(url: string, index: number): string {
  return index === 0 ? url : `→ ${url}`;
}

/** The trusted part: links to commands. It holds only the extension's own titles, and addresses of lines. */
function commandLinks(lineOfSession: LineOfSession): vscode.MarkdownString {
  const { line, session } = lineOfSession;
  const address = addressOf(lineOfSession);
  const isUrl = line.target !== undefined;
  const hasMatch = line.outcome !== undefined && matchedLines(line.outcome).length > 0;
  const commands: [command: string, icon: string, title: string, isOffered: boolean][] = [
    [COMMANDS.openMatch, 'go-to-file', vscode.l10n.t('Open Page at Match'), hasMatch],
    [COMMANDS.rescan, 'refresh', vscode.l10n.t('Scan This URL Again'), isUrl && !session.isRunning],
    [COMMANDS.openInBrowser, 'link-external', vscode.l10n.t('Open in Browser'), isUrl],
    [COMMANDS.copyUrl, 'copy', vscode.l10n.t('Copy URL'), true],
  ];
  const markdown = new vscode.MarkdownString(undefined, true);
  markdown.isTrusted = { enabledCommands: commands.map(([command]) => command) };
  const offered = commands.filter(([, , , isOffered]) => isOffered);
  return markdown.appendMarkdown(
    offered
      .map(([command, icon, title]) => {
        const argument = command === COMMANDS.openMatch ? { ...address, match: 0 } : address;
        return `[$(${icon}) ${title}](${commandLink(command, argument)})`;
      })
      .join('&nbsp;&nbsp; '),
  );
}
