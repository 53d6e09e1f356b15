/** The common rules of all export formats. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { EXPORT_FORMAT_NAMES, EXPORT_FORMATS } from '../../../../src/engine/export/formats.ts';
import { exportLines, recordOf } from '../../../../src/engine/export/record.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { anyText, hostileScan, parseXml, scanOf, written } from '../../support/export/exporting.ts';
import { sarifOf } from '../../support/export/sarif.ts';
import { outcomes } from '../../support/outcomes.ts';
import { PAYLOADS } from '../../support/payloads.ts';
import { runs } from '../../support/properties.ts';

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
        parseList(
          [`${url}&1`, `${url}&2`, `ftp://us3r:canary@a/`, 'http://us3r:canary@example.com:99999'].join('\n'),
        ),
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
