/** Writes a Markdown report, and escapes text so that it is shown literally (CommonMark with GitHub's extensions). */

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
  type RecordedLine,
  recordOf,
} from './record.ts';
import { groupTitle, reportTitle, summaryOf, termOptions, verdict } from './words.ts';

/** An invisible character that separates others. Unlike a zero-width space, it does not allow a line break. */
const WORD_JOINER = '\u2060';

/**
 * Escapes prose for a line or a table cell: it cannot become a link, image, tag, mention or format. Renderers turn
 * `https://…`, `www.…` and e-mail addresses into links even if they are escaped. Word joiners in them prevent that.
 */
export function markdownText(text: string): string {
  return (
    safeText(text)
      .trim()
      .replace(/\/(?=\/)/g, `/${WORD_JOINER}`)
      .replace(/www(?=\.)/gi, `$&${WORD_JOINER}`)
      .replaceAll('@', `${WORD_JOINER}@${WORD_JOINER}`)
      .replace(/[\\`*_{}[\]<>|~&$^]/g, '\\$&')
      // Headings, lists and underlines: these characters only have a meaning at the beginning of a line.
      .replace(/^(?=[#+=-])|^\d+(?=[.)](?:\s|$))/, '$&\\')
  );
}

/** Inline code, for URLs: it can be copied unchanged. Not for table cells, because a `|` would end the cell. */
export function markdownCode(text: string): string {
  const content = safeText(text).trim();
  if (!content) return '';
  let longest = 0;
  for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  // Renderers drop this blank. It separates the fence from a backtick at the start or end of the text.
  const pad = longest ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Inline code for a table cell; escaped prose if the text contains `|`, which code in a cell cannot escape. */
export function markdownCell(text: string): string {
  return text.includes('|') ? markdownText(text) : markdownCode(text);
}

/** The summary, a table of all lines in the order of the list, and the matched lines of each page. */
export function* writeMarkdown(scan: ExportedScan): Generator<string> {
  const { term, lines, at, version } = scan;
  const options = termOptions(term);
  yield `# ${markdownText(reportTitle(scan))}\n\n`;
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
      `${record.file === null ? '' : `${markdownText(record.file)}:`}${record.line}`,
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
    const { file, line: number, url, matches } = recordOf(line);
    if (isFirst) yield `\n## ${markdownText(l10n.t('Matched lines'))}\n`;
    isFirst = false;
    yield `\n${markdownText(file === null ? l10n.t('Line {0}', number) : `${file}:${number}`)}: ${markdownCode(url)}\n\n`;
    for (const match of matches) yield `- ${lineText(match)}\n`;
  }
}

/** The text is marked up before it is put into the sentence, so that no page can mark up anything. */
function lineText({ frame, line, text }: RecordedLine): string {
  const shown = markdownText(text);
  return frame === undefined
    ? `${line}: ${shown}`
    : l10n.t('{0} (in a frame: {1}): {2}', line, markdownCode(frame), shown);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
