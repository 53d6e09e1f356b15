/** The exported data of each line. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportLines, recordOf } from '../../../../src/engine/export/record.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { oneOfEach } from '../../support/export/exporting.ts';

const scan = oneOfEach();

const records = scan.lines.map(recordOf);

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
        [8, 'http://example.com/6', 'failed', 'warning'],
        [9, 'http://example.com/7', 'cancelled', null],
        [10, 'http://example.com/8', 'mentions', null],
        [11, 'http://', 'failed', 'warning'],
        [12, 'ftp://a/', 'failed', 'warning'],
      ],
    );
  });

  it('has all that is known, with positions as people count them', () => {
    assert.deepEqual(records[8], {
      file: null,
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
