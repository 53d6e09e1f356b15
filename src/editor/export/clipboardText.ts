/** Formats results for the clipboard: as text, as a Markdown table, as CSV. Text is escaped and secrets are masked. */

import * as vscode from 'vscode';
import { csvField } from '../../engine/export/csv.ts';
import { markdownText } from '../../engine/export/markdown.ts';
import { numberedLine } from '../../engine/model/matchedLine.ts';
import { matchedLines, mentionCount } from '../../engine/model/outcome.ts';
import { VERDICT_LOOKS, verdictKind } from '../../engine/report/verdictLooks.ts';
import { displayUrl, safeText } from '../../engine/wording/safeText.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import { lineFailure } from '../model/session.ts';
import { verdictText } from '../wording/verdicts.ts';

export type ClipboardFormat = 'text' | 'markdown' | 'csv';

/** @returns lines, each with a line end; an empty string if there are no results */
export function clipboardText(results: readonly LineOfSession[], format: ClipboardFormat): string {
  if (!results.length) return '';
  switch (format) {
    case 'text':
      return lines(results.flatMap(textOf));
    case 'markdown':
      return lines([
        row([vscode.l10n.t('URL'), vscode.l10n.t('Result')]),
        row(['---', '---'], text => text),
        ...results.map(result => row([urlOf(result), verdictOf(result)])),
      ]);
    case 'csv':
      return lines([record(CSV_FIELDS), ...results.map(result => record(fieldsOf(result)))], '\r\n');
  }
}

/** The URL with its verdict, then the matched lines in the format of `grep -n`. */
function textOf(result: LineOfSession): string[] {
  const { outcome } = result.line;
  return [
    `${urlOf(result)}  ${verdictOf(result)}`.trimEnd(),
    ...(outcome ? matchedLines(outcome) : []).map(each => `  ${numberedLine(each, safeText(each.text))}`),
  ];
}

/** Names of the columns. They are not translated, because programs read them. */
const CSV_FIELDS = ['line', 'url', 'outcome', 'count', 'status', 'code', 'message', 'finalUrl', 'ms'];

function fieldsOf(result: LineOfSession): string[] {
  const { line } = result;
  const { outcome } = line;
  const reason = lineFailure(line);
  const fields = [
    line.line + 1,
    urlOf(result),
    VERDICT_LOOKS[verdictKind(line)].outcome,
    outcome && mentionCount(outcome),
    outcome?.status,
    reason?.code,
    reason && safeText(reason.message),
    outcome?.finalUrl && displayUrl(outcome.finalUrl),
    outcome?.ms,
  ];
  return fields.map(field => String(field ?? ''));
}

function urlOf({ line }: LineOfSession): string {
  return displayUrl(line.text);
}

function verdictOf({ line, session }: LineOfSession): string {
  return verdictText(line, session.term.text) ?? '';
}

function record(fields: readonly string[]): string {
  return fields.map(csvField).join(',');
}

function row(cells: readonly string[], write: (text: string) => string = markdownText): string {
  return `| ${cells.map(write).join(' | ')} |`;
}

function lines(all: readonly string[], end = '\n'): string {
  return all.map(line => line + end).join('');
}
