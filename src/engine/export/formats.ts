/** The formats of exports. */

import { writeCsv } from './csv.ts';
import { writeHtml } from './html.ts';
import { writeJson } from './json.ts';
import { writeJunit } from './junit.ts';
import { writeMarkdown } from './markdown.ts';
import type { ExportedScan } from './record.ts';
import { writeSarif } from './sarif.ts';

export interface ExportFormat {
  /** File extension, without a dot. */
  readonly extension: string;
  /** Whether files begin with a byte order mark. Without one, spreadsheets read CSV in the code page of the system. */
  readonly hasByteOrderMark?: boolean;
  /** Writes the text in pieces, so that a long list does not block the process. */
  readonly write: (scan: ExportedScan) => Iterable<string>;
}

export const EXPORT_FORMATS = {
  csv: { extension: 'csv', hasByteOrderMark: true, write: writeCsv },
  json: { extension: 'json', write: writeJson },
  markdown: { extension: 'md', write: writeMarkdown },
  html: { extension: 'html', write: writeHtml },
  sarif: { extension: 'sarif', write: writeSarif },
  junit: { extension: 'xml', write: writeJunit },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;

export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as readonly ExportFormatName[];

export function isExportFormat(name: unknown): name is ExportFormatName {
  return EXPORT_FORMAT_NAMES.some(each => each === name);
}

/** The text of a file in pieces, with the byte order mark if the format has one. */
export function* fileOf(format: ExportFormatName, scan: ExportedScan): Generator<string> {
  const { write, hasByteOrderMark }: ExportFormat = EXPORT_FORMATS[format];
  if (hasByteOrderMark) yield '\ufeff';
  yield* write(scan);
}
