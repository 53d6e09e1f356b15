/** Reads the links of tables in text: CSV, TSV, and the like. */

import * as l10n from '@vscode/l10n';
import Papa from 'papaparse';
import type { FoundLink, FoundLinks, Reader } from '../foundLink.ts';
import { DecodedText } from '../text/decodedText.ts';
import { lineNumberAt } from '../text/lineNumbers.ts';
import { listedUrlsIn } from '../text/values.ts';
import { type CsvField, CsvFields, type QuoteFault } from './csvFields.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** In UTF-16 units. The delimiter is guessed from so much of the text, which bounds the work of PapaParse. */
const SAMPLE = 8 * 1024;

/** Rows from which the delimiter is guessed. */
const SAMPLE_ROWS = 10;

/** A longer first row is no header. */
const MOST_COLUMNS = 10_000;

/** In UTF-16 units. {@link readCsv} yields after so much text. */
const STEP = 32 * 1024;

/** Links of a field after which {@link readCsv} yields as well. */
const URLS_A_STEP = 1000;

/**
 * The line in which Excel is told the delimiter. Other characters than these are not taken for one: a letter or slash would
 * cut every URL.
 */
const DELIMITER_LINE = /^\ufeff?"?sep=([\t,;|^~])"?(?:\r\n|\n|\r|$)/i;

/**
 * Finds the fields that are a URL, or several, and the URLs within other fields. A field that may be a host without scheme is
 * not reported.
 */
export const readCsv: Reader = function* (text) {
  const { delimiter, start } = formOf(text);
  const fields = new CsvFields(text, delimiter);
  const header = new Header();
  const links: FoundLink[] = [];
  let yielded = start;
  for (const field of fields.from(start)) {
    yield* addLinks(links, text, field, header.nameOf(field.column));
    if (!header.isRead) header.add(text.slice(field.start, field.end), field, links.length > 0);
    if (field.end - yielded < STEP) continue;
    yielded = field.end;
    yield;
  }
  return withProblem(links, text, fields.fault);
};

/** The names of the columns. They stand in the first row that is not blank. */
class Header {
  isRead = false;
  #names: string[] = [];
  #isHeader = true;

  /** Reads a field of the first row. @param hasLink whether a URL has been found so far */
  add(written: string, { isQuoted, column, isLastOfRow }: CsvField, hasLink: boolean): void {
    const name = (isQuoted ? written.replaceAll('""', '"') : written).replace(/\s+/g, ' ').trim();
    if (column === 0 && isLastOfRow && !name) return;
    this.#isHeader &&= name !== '' && !hasLink && !isNumber(name) && column < MOST_COLUMNS;
    if (this.#isHeader) this.#names.push(name);
    else this.#names = [];
    this.isRead = isLastOfRow;
  }

  nameOf(column: number): string | undefined {
    return this.isRead ? this.#names[column] : undefined;
  }
}

function isNumber(text: string): boolean {
  return /^[-+]?[\d.,]+%?$/.test(text) || Number.isFinite(Number(text));
}

/** Adds the links of a field. */
function* addLinks(
  links: FoundLink[],
  text: string,
  { start: base, end, isQuoted }: CsvField,
  label: string | undefined,
): Generator<void, void> {
  const written = text.slice(base, end);
  if (!written.includes('://')) return;
  const content = new DecodedText(written, base, /""/g, pair => (isQuoted ? '"' : pair));
  for (const [index, range] of (yield* listedUrlsIn(content.text)).entries()) {
    const value = content.text.slice(range.start, range.end);
    links.push({
      ...content.written(range),
      value,
      role: 'link',
      ...(label !== undefined && { label }),
    });
    if (index % URLS_A_STEP === URLS_A_STEP - 1) yield;
  }
}

/** The delimiter, and the offset at which the first row begins. */
function formOf(text: string): { delimiter: string; start: number } {
  const [line, named] = DELIMITER_LINE.exec(text) ?? [];
  if (line && named) return { delimiter: named, start: line.length };
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const part = text.slice(start, start + SAMPLE);
  const isWhole = start + SAMPLE >= text.length;
  const lastBreak = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r'));
  const sample = isWhole || lastBreak < 0 ? part : part.slice(0, lastBreak + 1);
  const { meta } = Papa.parse(sample, {
    preview: SAMPLE_ROWS,
    delimitersToGuess: DELIMITERS,
    skipEmptyLines: true,
  });
  return { delimiter: meta.delimiter, start };
}

function withProblem(links: FoundLink[], text: string, fault: QuoteFault | undefined): FoundLinks {
  if (!fault) return { links };
  const line = lineNumberAt(text, fault.offset);
  const problem = fault.isOpen
    ? l10n.t('A quote is not closed; it begins in line {0}', line)
    : l10n.t('Line {0} has quotes that cannot be read; its fields were read without them', line);
  return { links, problem };
}
