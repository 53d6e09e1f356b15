/** What is exported of a scan, format by format. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { Log } from 'sarif';
import { EXPORT_FORMAT_NAMES, EXPORT_FORMATS, fileOf } from '../../../../src/engine/export/formats.ts';
import { exportLines, recordOf } from '../../../../src/engine/export/record.ts';
import { ruleTexts } from '../../../../src/engine/export/rules.ts';
import { parseList } from '../../../../src/engine/links/urlList.ts';
import { FAILURE_CODES, failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { SPAN_KINDS } from '../../../../src/engine/model/timings.ts';
import { anyText, hostileScan, oneOfEach, parseXml, scanOf } from '../../support/exporting.ts';
import { outcomes } from '../../support/outcomes.ts';
import { PAYLOADS } from '../../support/payloads.ts';
import { runs } from '../../support/properties.ts';
import { term } from '../../support/term.ts';

const scan = oneOfEach();
const records = scan.lines.map(recordOf);

function written(format: (typeof EXPORT_FORMAT_NAMES)[number], what = scan): string {
  return [...EXPORT_FORMATS[format].write(what)].join('');
}

const sarifSchema = createRequire(import.meta.url)(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);
// Both are CommonJS, whose default export is a property.
const ajv = new (Ajv as unknown as typeof Ajv.default)({ strict: false, unicodeRegExp: false });
(addFormats as unknown as typeof addFormats.default)(ajv);
const isSarif = ajv.compile(sarifSchema);

function sarifOf(what = scan): Log {
  const log = JSON.parse(written('sarif', what));
  assert.ok(isSarif(log), JSON.stringify(isSarif.errors));
  return log as Log;
}

describe('a record', () => {
  it('is there for every line of the list, in its order, rejected ones included', () => {
    assert.deepEqual(
      records.map(({ line, url, outcome, level }) => [line, url, outcome, level]),
      [
        [2, 'http://example.com/0', 'mentions', null],
        [3, 'http://example.com/1', 'noMention', null],
        [4, 'http://example.com/2', 'partial', null],
        [5, 'http://example.com/3', 'partial', null],
        [6, 'http://example.com/4', 'skipped', null],
        [7, 'http://example.com/5', 'failed', 'error'],
        [8, 'http://example.com/6', 'failed', 'error'],
        [9, 'http://example.com/7', 'cancelled', null],
        [10, 'http://example.com/8', 'mentions', null],
        [11, 'example.com', 'failed', 'warning'],
        [12, 'ftp://a/', 'failed', 'warning'],
      ],
    );
  });

  it('has all that is known, with positions as people count them', () => {
    assert.deepEqual(records[8], {
      line: 10,
      column: 1,
      endColumn: 21,
      url: 'http://example.com/8',
      finalUrl: 'https://example.org/new',
      chain: ['http://example.com/8', 'http://example.com/hop', 'https://example.org/new'],
      outcome: 'mentions',
      code: null,
      message: null,
      level: null,
      status: 200,
      mediaType: 'text/html',
      charset: 'UTF-8',
      count: 2,
      places: { title: 0, text: 2, markup: 0 },
      matches: [{ line: 7, text: 'Python, python' }],
      ms: 12,
      timings: { queue: 5, tls: 5 },
      bytes: 345,
      note: 'The page is built by JavaScript',
    });
    assert.deepEqual([records[10]?.column, records[10]?.endColumn], [3, 11]);
  });

  it('of a line without an outcome says that it was not scanned', () => {
    const [line] = exportLines(parseList('http://a/'), new Map());
    assert.equal(line && recordOf(line).outcome, 'cancelled');
  });

  it('of a site that refuses robots is a warning, and one of an edited line says so', () => {
    const doubtful: Outcome = failed({ ...failure('HTTP_STATUS', 'x'), isDoubtful: true });
    const [line] = exportLines(parseList('http://a/'), new Map([[0, doubtful]]));
    assert.ok(line);
    assert.equal(recordOf(line).level, 'warning');
    assert.equal(recordOf({ ...line, isAttached: false }).note, 'Edited since the scan');
  });
});

describe('CSV', () => {
  it('has a record for each line below the names of the fields, and every value', () => {
    const rows: Record<string, string>[] = parseCsv(written('csv'), { columns: true });
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
      matches: '7: Python, python',
      ms: '12',
      ...Object.fromEntries(SPAN_KINDS.map(kind => [`${kind}Ms`, ''])),
      queueMs: '5',
      tlsMs: '5',
      bytes: '345',
      chain: 'http://example.com/8\nhttp://example.com/hop\nhttps://example.org/new',
      note: 'The page is built by JavaScript',
    });
  });

  it('ends its lines as RFC 4180 says, and a file of it begins with a byte order mark, for spreadsheets', () => {
    assert.match(written('csv'), /^"line",(?:"[^"]*",?)+\r\n/);
    assert.equal([...fileOf('csv', scan)].join(''), `\ufeff${written('csv')}`);
    assert.equal([...fileOf('json', scan)].join(''), written('json'));
  });
});

describe('JSON', () => {
  it('is a document with the term, the counts and a record for each line, which come back as they were', () => {
    const document = JSON.parse(written('json'));
    assert.deepEqual(document.lines, records);
    assert.deepEqual(document.tool, { name: 'Scan URLs', version: '1.2.3' });
    assert.deepEqual(document.term, term({ text: 'Python' }));
    assert.deepEqual([document.list, document.exportedAt], ['lists/urls.txt', '2026-07-01T12:34:56.789Z']);
    assert.equal(document.summary.mentions, 3);
    assert.equal(document.summary.rejected, 2);
    assert.equal(
      written('json')
        .split('\n')
        .filter(line => line.startsWith('    {"line":')).length,
      records.length,
    );
  });
});

describe('Markdown', () => {
  const html = new MarkdownIt({ html: true, linkify: true }).render(written('markdown'));

  it('is a table with a row for each line, and the matched lines below it', () => {
    assert.equal(html.match(/<tr>/g)?.length, records.length + 1);
    for (const { line, url } of records)
      assert.match(html, new RegExp(`<td[^>]*>${line}</td>\\s*<td><code>${url}</code>`));
    assert.match(html, /<h1>Scan of lists\/\u2060?urls\.txt for “Python”<\/h1>/);
    assert.match(html, /<code>http:\/\/example\.com\/8<\/code> → <code>https:\/\/example\.org\/new<\/code>/);
    assert.match(html, /The host name x does not exist · DNS_NOT_FOUND/);
    assert.equal(html.match(/<li>7: Python, python<\/li>/g)?.length, 3);
  });
});

describe('SARIF', () => {
  it('is valid by the schema, and has a result for each failed line, as Problems has', () => {
    const [run] = sarifOf().runs;
    assert.deepEqual(
      run?.results?.map(({ ruleId, level, message, locations }) => [
        ruleId,
        level,
        message.text,
        locations?.[0]?.physicalLocation,
      ]),
      records
        .filter(({ level }) => level)
        .map(({ code, level, url, message, line, column, endColumn }) => [
          code,
          level,
          `${url}: ${message}`,
          {
            artifactLocation: { uri: 'lists/urls.txt', index: 0 },
            region: { startLine: line, startColumn: column, endColumn },
          },
        ]),
    );
    assert.deepEqual(
      run?.tool.driver.rules?.map(({ id, name, defaultConfiguration }) => [
        id,
        name,
        defaultConfiguration?.level,
      ]),
      [
        ['URL_INVALID', 'UrlInvalid', 'warning'],
        ['URL_SCHEME', 'UrlScheme', 'warning'],
        ['DNS_NOT_FOUND', 'DnsNotFound', 'error'],
        ['HTTP_STATUS', 'HttpStatus', 'error'],
      ],
    );
    for (const result of run?.results ?? []) {
      assert.equal(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id, result.ruleId);
    }
  });

  it('knows a sentence for every failure code', () => {
    const texts = ruleTexts();
    assert.deepEqual(Object.keys(texts), [...FAILURE_CODES]);
    assert.equal(new Set(Object.values(texts)).size, FAILURE_CODES.length);
  });

  it('points to the file alone where the line was edited since, and keeps placeholders and links plain', () => {
    const reason = failure('HTTP_STATUS', 'see {0} and [x](https://evil.example/)');
    const line = { line: 0, start: 0, end: 1, text: 'http://a/', outcome: failed(reason), isAttached: false };
    const result = sarifOf(scanOf([line])).runs[0]?.results?.[0];
    assert.deepEqual(result?.locations, [
      { physicalLocation: { artifactLocation: { uri: 'lists/urls.txt', index: 0 } } },
    ]);
    assert.equal(result?.message.text, 'http://a/: see {{0}} and [x]\u200b(https://evil.example/)');
  });
});

describe('JUnit', () => {
  it('has a case for each line: failed ones fail, those that nobody can judge are skipped', () => {
    const [suite, ...others] = parseXml(written('junit')).children;
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...suite?.attributes },
      {
        name: 'lists/urls.txt',
        tests: '11',
        failures: '4',
        errors: '0',
        skipped: '3',
        time: '0.089',
        timestamp: '2026-07-01T12:34:56',
      },
    );
    const cases = suite?.children.filter(({ name }) => name === 'testcase') ?? [];
    assert.deepEqual(
      cases.map(({ attributes, children }) => {
        const result = children.find(({ name }) => name !== 'system-out');
        return [
          attributes.name,
          attributes.line,
          result?.name,
          result?.attributes.type,
          result?.attributes.message,
        ];
      }),
      records.map(({ line, url, level, code, message, outcome, count }) => {
        const isSkipped = !level && !count && outcome !== 'noMention';
        return [
          `${line}: ${url}`,
          String(line),
          level ? 'failure' : isSkipped ? 'skipped' : undefined,
          level ? code : undefined,
          level ? message : isSkipped ? `${message} · ${code}` : undefined,
        ];
      }),
    );
    assert.match(
      cases[8]?.children[0]?.text ?? '',
      /^2 × · The page is built by JavaScript\noutcome: mentions\nstatus: 200\n/,
    );
  });
});

describe('an export', () => {
  for (const format of EXPORT_FORMAT_NAMES) {
    it(`as ${format} of an empty list is whole`, () => {
      const text = written(format, scanOf([]));
      assert.ok(text.length > 10);
      if (format === 'json') assert.deepEqual(JSON.parse(text).lines, []);
      if (format === 'sarif') assert.deepEqual(sarifOf(scanOf([])).runs[0]?.results, []);
      if (format === 'junit') assert.equal(parseXml(text).attributes.tests, '0');
      if (format === 'csv') assert.equal(parseCsv(text).length, 1);
    });

    it(`as ${format} never holds a secret`, () => {
      const url = 'http://us3r:canary@example.com/?token=canary';
      const reason = failure('REDIRECT_LOOP', 'The redirects go round');
      const facts = { finalUrl: url, chain: [url, url] };
      const lines = exportLines(
        parseList([`${url}&1`, `${url}&2`, `ftp://us3r:canary@a/`, 'us3r:canary@example.com'].join('\n')),
        new Map<number, Outcome>([
          [0, { ...outcomes.mention, ...facts }],
          [1, failed(reason, facts)],
        ]),
      );
      const text = written(format, scanOf(lines));
      assert.match(text, /•••/);
      assert.doesNotMatch(text, /canary|us3r/);
    });

    it(`as ${format} of 100,000 lines takes less than a second of a processor, piece by piece`, () => {
      const text = Array.from({ length: 100_000 }, (_, index) => `http://example.com/${index}`).join('\n');
      const list = parseList(text);
      const found = Object.values(outcomes);
      const lines = exportLines(
        list,
        new Map(list.targets.map((_, at) => [at, found[at % found.length] as Outcome])),
      );
      const start = process.cpuUsage();
      let length = 0;
      let longest = 0;
      for (const piece of EXPORT_FORMATS[format].write(scanOf(lines))) {
        length += piece.length;
        longest = Math.max(longest, piece.length);
      }
      const ms = process.cpuUsage(start).user / 1000;
      assert.ok(length > 1_000_000 && longest < 20_000, `${length} in pieces of up to ${longest}`);
      // Twice the target, for slow machines.
      assert.ok(ms < 2_000, `${ms} ms`);
    });
  }
});

describe('JSON, SARIF and JUnit of any text', () => {
  it('are well-formed Unicode and parse', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), texts => checkParsers(hostileScan(texts))),
      runs(200),
    );
    checkParsers(hostileScan(PAYLOADS));
  });

  function checkParsers(what: ReturnType<typeof hostileScan>): void {
    for (const format of EXPORT_FORMAT_NAMES) assert.ok(written(format, what).isWellFormed(), format);
    const { lines } = JSON.parse(written('json', what));
    assert.deepEqual(lines, what.lines.map(recordOf));
    assert.doesNotMatch(written('json', what), /\\ud[89a-f]/i);
    assert.equal(
      sarifOf(what).runs[0]?.results?.length,
      what.lines.filter(({ rejected, outcome }) => rejected || outcome?.kind === 'failed').length,
    );
    const cases = parseXml(written('junit', what)).children[0]?.children.filter(
      ({ name }) => name === 'testcase',
    );
    assert.deepEqual(
      cases?.map(({ attributes }) => attributes.name),
      what.lines.map(recordOf).map(({ line, url }) => `${line}: ${url}`.replace(/[\ufffe\uffff]/g, '\ufffd')),
    );
  }
});
