/** Text as Markdown that shows it, character by character, whatever it says (CommonMark, and GitHub's extensions). */

import * as l10n from '@vscode/l10n';
import { matchedLines } from '../model/outcome.ts';
import { safeText } from '../wording/safeText.ts';
import { seconds, size } from '../wording/units.ts';
import {
  type ExportedScan,
  type ExportLine,
  groupOfLine,
  isRedirected,
  outcomeOf,
  recordOf,
} from './record.ts';
import { groupTitle, summaryOf, termOptions, verdict } from './words.ts';

/** Keeps characters apart without being seen. Unlike a zero-width space it is no place to break a line. */
const WORD_JOINER = '\u2060';

/**
 * Prose, for a line or for a cell of a table: no link, image, tag, mention or format comes of it. Renderers make links
 * of `https://…`, `www.…` and addresses even where they are escaped, so those are kept apart by what is not seen.
 */
export function markdownText(text: string): string {
  return (
    safeText(text)
      .trim()
      .replace(/\/(?=\/)/g, `/${WORD_JOINER}`)
      .replace(/www(?=\.)/gi, `$&${WORD_JOINER}`)
      .replaceAll('@', `${WORD_JOINER}@${WORD_JOINER}`)
      .replace(/[\\`*_{}[\]<>|~&$^]/g, '\\$&')
      // What begins a heading, a list or an underline begins it only at the beginning of a line.
      .replace(/^(?=[#+=-])|^\d+(?=[.)](?:\s|$))/, '$&\\')
  );
}

/** Code, which can be copied as it is: for URLs. Not for a cell of a table, where a `|` would end it. */
export function markdownCode(text: string): string {
  const content = safeText(text).trim();
  if (!content) return '';
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank keeps a backtick of the text off the fence, and is not shown.
  const pad = longest ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Code for a cell of a table. A `|` can be told from the end of the cell in prose only. */
export function markdownCell(text: string): string {
  return text.includes('|') ? markdownText(text) : markdownCode(text);
}

/** The summary, and a table of all lines in the order of the list. The matched lines stand below it, by page. */
export function* writeMarkdown(scan: ExportedScan): Generator<string> {
  const { name, term, lines, at, version } = scan;
  const options = termOptions(term);
  yield `# ${markdownText(l10n.t('Scan of {0} for “{1}”', name, term.text))}\n\n`;
  yield `${markdownText(summaryOf(scan))}${options ? ` (${markdownText(options)})` : ''}\n\n`;
  const titles = [
    l10n.t('Line'),
    l10n.t('URL'),
    l10n.t('Result'),
    l10n.t('Details'),
    l10n.t('Status'),
    l10n.t('Time'),
    l10n.t('Size'),
  ];
  yield row(titles.map(markdownText));
  yield row(['--:', '---', '---', '---', '--:', '--:', '--:']);
  for (const line of lines) {
    const record = recordOf(line);
    const target = isRedirected(record) ? (record.finalUrl ?? '') : '';
    yield row([
      String(record.line),
      markdownCell(record.url) + (target ? ` → ${markdownCell(target)}` : ''),
      markdownText(groupTitle(groupOfLine(line), term.text)),
      markdownText([verdict(record), record.code ?? ''].filter(Boolean).join(' · ')),
      String(record.status ?? ''),
      markdownText(seconds(record.ms)),
      markdownText(size(record.bytes)),
    ]);
  }
  yield* matchedPages(lines);
  yield `\n${markdownText(l10n.t('Scan URLs {0}, {1}', version, at.toISOString()))}\n`;
}

function* matchedPages(lines: readonly ExportLine[]): Generator<string> {
  let isFirst = true;
  for (const line of lines) {
    if (!matchedLines(outcomeOf(line)).length) continue;
    const { line: number, url, matches } = recordOf(line);
    if (isFirst) yield `\n## ${markdownText(l10n.t('Matched lines'))}\n`;
    isFirst = false;
    yield `\n${markdownText(l10n.t('Line {0}', number))}: ${markdownCode(url)}\n\n`;
    for (const match of matches) yield `- ${match.line}: ${markdownText(match.text)}\n`;
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
