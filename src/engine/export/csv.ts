/** Fields and records of CSV (RFC 4180) that stay text in a spreadsheet. */

import { SPAN_KINDS } from '../model/timings.ts';
import { type ExportedScan, type ExportRecord, recordOf } from './record.ts';

/**
 * What makes a spreadsheet take a cell for a formula, also where it is told to drop leading blanks and quotes
 * (OWASP Application Security Verification Standard 1.2.10). The last four are the full-width forms.
 */
const FORMULA = /^(?:[\t\r\0]|[\s"'\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** A quoted field. One that could be a formula begins with an apostrophe. */
export function csvField(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.toWellFormed().replaceAll('"', '""')}"`;
}

/** Fields with commas between them, and the end of their line. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** One record for each line of the list, below the names of the fields. Lists in a field have a line for each. */
export function* writeCsv({ lines }: ExportedScan): Generator<string> {
  yield csvRecord(Object.keys(COLUMNS));
  for (const line of lines) {
    const record = recordOf(line);
    yield csvRecord(Object.values(COLUMNS).map(field => String(field(record) ?? '')));
  }
}

const COLUMNS: Readonly<Record<string, (record: ExportRecord) => string | number | null | undefined>> = {
  line: ({ line }) => line,
  url: ({ url }) => url,
  finalUrl: ({ finalUrl }) => finalUrl,
  outcome: ({ outcome }) => outcome,
  code: ({ code }) => code,
  message: ({ message }) => message,
  status: ({ status }) => status,
  mediaType: ({ mediaType }) => mediaType,
  charset: ({ charset }) => charset,
  count: ({ count }) => count,
  title: ({ places }) => places?.title,
  text: ({ places }) => places?.text,
  markup: ({ places }) => places?.markup,
  matches: ({ matches }) => matches.map(({ line, text }) => `${line}: ${text}`).join('\n'),
  ms: ({ ms }) => ms,
  ...Object.fromEntries(
    SPAN_KINDS.map(kind => [`${kind}Ms`, ({ timings }: ExportRecord) => timings?.[kind]] as const),
  ),
  bytes: ({ bytes }) => bytes,
  chain: ({ chain }) => chain.join('\n'),
  note: ({ note }) => note,
};
