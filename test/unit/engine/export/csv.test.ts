/** Scans as CSV. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvField, csvRecord, writeCsv } from '../../../../src/engine/export/csv.ts';
import { fileOf } from '../../../../src/engine/export/formats.ts';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { SPAN_KINDS } from '../../../../src/engine/model/timings.ts';
import { anyText, hostileScan, oneOfEach, written } from '../../support/export/exporting.ts';
import { PAYLOADS } from '../../support/payloads.ts';
import { runs } from '../../support/properties.ts';

const scan = oneOfEach();

const records = scan.lines.map(recordOf);

describe('CSV', () => {
  it('has a record for each line below the names of the fields, and every value', () => {
    const rows: Record<string, string>[] = parseCsv(written('csv', scan), { columns: true });
    assert.deepEqual(
      rows.map(({ line, url, outcome, code, status, count }) => [line, url, outcome, code, status, count]),
      records.map(({ line, url, outcome, code, status, count }) =>
        [line, url, outcome, code, status, count].map(value => String(value ?? '')),
      ),
    );
    assert.deepEqual(rows[8], {
      line: '10',
      url: 'http://example.com/8',
      finalUrl: 'https://example.org/new',
      outcome: 'mentions',
      code: '',
      message: '',
      status: '200',
      mediaType: 'text/html',
      charset: 'UTF-8',
      count: '2',
      title: '0',
      text: '2',
      markup: '0',
      frames: '0',
      matches: '7: Python, python',
      ms: '12',
      ...Object.fromEntries(SPAN_KINDS.map(kind => [`${kind}Ms`, ''])),
      queueMs: '5',
      tlsMs: '5',
      bytes: '345',
      chain: 'http://example.com/8\nhttp://example.com/hop\nhttps://example.org/new',
      note: 'The page is built by JavaScript',
      file: '',
      column: '1',
      endColumn: '21',
    });
  });

  it('ends its lines as RFC 4180 says, and a file of it begins with a byte order mark, for spreadsheets', () => {
    assert.match(written('csv', scan), /^"line",(?:"[^"]*",?)+\r\n/);
    assert.equal([...fileOf('csv', scan)].join(''), `\ufeff${written('csv', scan)}`);
    assert.equal([...fileOf('json', scan)].join(''), written('json', scan));
  });
});

const hostile = hostileScan(PAYLOADS);

describe('CSV of whatever pages say', () => {
  /** Texts that a spreadsheet takes for a formula. Some spreadsheets drop blanks and quotes before it. */
  const isFormula = (text: string) => /^(?:[\t\r\0]|[\s"]*'*[\s"']*[=+\-@＝＋－＠])/u.test(text);

  it('comes back from a parser as it was, but for the apostrophe in front of a formula', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), fields => {
        const [row = []] = parseCsv(csvRecord(fields), {
          bom: false,
          relax_column_count: true,
        }) as string[][];
        assert.deepEqual(
          row,
          fields.map(field => (isFormula(field) ? `'${field}` : field).toWellFormed()),
        );
      }),
      runs(2_000),
    );
  });

  it('holds no formula, wherever payloads stand', () => {
    const rows: string[][] = parseCsv([...writeCsv(hostile)].join(''));
    assert.equal(rows.length, hostile.lines.length + 1);
    for (const cell of rows.flat()) assert.ok(cell.startsWith("'") || !isFormula(cell), JSON.stringify(cell));
    for (const payload of [
      '=1',
      '+1',
      '-1',
      '@A1',
      '\t=1',
      '\r=1',
      '\0x',
      '  =1',
      '"=1',
      "'=1",
      '＝1',
      '＋1',
      '－1',
      '＠1',
    ]) {
      assert.equal(csvField(payload), `"'${payload.replaceAll('"', '""')}"`);
    }
    for (const text of ['', '1', 'a=b', 'http://a/?b=-1', '(-1)']) assert.equal(csvField(text), `"${text}"`);
  });
});
