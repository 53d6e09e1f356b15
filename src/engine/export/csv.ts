/** Writes CSV (RFC 4180) whose fields a spreadsheet reads as text, never as formulas. */

import { SPAN_KINDS } from '../model/timings.ts';
import { type ExportedScan, type ExportRecord, numbered, recordOf } from './record.ts';

/**
 * Beginnings of cells that a spreadsheet reads as a formula, also if it is set to drop leading blanks and quotes
 * (OWASP Application Security Verification Standard 1.2.10). The last four characters are full-width forms.
 */
const FORMULA = /^(?:[\t\r\0]|[\s"'\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** A quoted field. An apostrophe is put in front of text that could be a formula. */
export function csvField(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.toWellFormed().replaceAll('"', '""')}"`;
}

/** A record: fields separated by commas, with a line break at the end. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** A header, then one record for each line of the list. A field with several values has each on a line of its own. */
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
  frames: ({ places }) => places && (places.frames ?? 0),
  matches: ({ matches }) => matches.map(numbered).join('\n'),
  ms: ({ ms }) => ms,
  ...Object.fromEntries(
    SPAN_KINDS.map(kind => [`${kind}Ms`, ({ timings }: ExportRecord) => timings?.[kind]] as const),
  ),
  bytes: ({ bytes }) => bytes,
  chain: ({ chain }) => chain.join('\n'),
  note: ({ note }) => note,
  file: ({ file }) => file,
  column: ({ column }) => column,
  endColumn: ({ endColumn }) => endColumn,
};
