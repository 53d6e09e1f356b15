/** The output of the terminal command. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseList } from '../../../src/engine/links/list/readList.ts';
import { failure } from '../../../src/engine/model/failure.ts';
import type { Outcome } from '../../../src/engine/model/outcome.ts';
import { failureRow, jsonRow, type Row, RowsInOrder, textReport } from '../../../src/terminal/report.ts';
import { outcomes } from '../support/outcomes.ts';

describe('rows in order', () => {
  const list = parseList('http://\nhttp://a/\nhttp://b/\nhttp://a/#x\nftp://c/\nhttp://d/\nmore nonsense');

  it('come as soon as all before them have come', () => {
    const lines: number[] = [];
    const rows = new RowsInOrder(list, ({ place }) => lines.push(place.line + 1));
    assert.deepEqual(lines, [1], 'a rejected line waits for nothing');
    rows.add(1, outcomes.nothing);
    assert.deepEqual(lines, [1]);
    rows.add(0, outcomes.mention);
    assert.deepEqual(lines, [1, 2, 3, 4, 5], 'a duplicate comes with its outcome');
    rows.add(2, outcomes.dead);
    assert.deepEqual(lines, [1, 2, 3, 4, 5, 6, 7]);
  });

  it('hold the outcome of their line', () => {
    const rows: Row[] = [];
    const inOrder = new RowsInOrder(list, row => rows.push(row));
    inOrder.add(2, outcomes.dead);
    inOrder.add(1, outcomes.nothing);
    inOrder.add(0, outcomes.mention);
    assert.deepEqual(
      rows.map(({ place, outcome }) => [place.text, outcome.kind]),
      [
        ['http://', 'failed'],
        ['http://a/', 'mentions'],
        ['http://b/', 'noMention'],
        ['http://a/#x', 'mentions'],
        ['ftp://c/', 'failed'],
        ['http://d/', 'failed'],
        ['more nonsense', 'skipped'],
      ],
    );
  });

  it('are none for an empty list', () => {
    new RowsInOrder(parseList(''), () => assert.fail('there is no row'));
  });
});

describe('a JSON row', () => {
  const row = (outcome: Row['outcome'], url = 'http://example.com/') =>
    JSON.parse(jsonRow({ place: { line: 2, start: 4, end: 23, text: url }, outcome }, ['urls.txt']));

  it('of a page that mentions the term has its lines', () => {
    assert.deepEqual(row(outcomes.mention), {
      file: 'urls.txt',
      line: 3,
      column: 5,
      endColumn: 24,
      url: 'http://example.com/',
      finalUrl: 'http://example.com/',
      outcome: 'mentions',
      code: null,
      message: null,
      status: 200,
      count: 2,
      places: { title: 0, text: 2, markup: 0 },
      matches: [{ line: 7, text: 'Python, python' }],
      ms: 12,
      bytes: 345,
      note: null,
    });
  });

  it('of a failure has its code and sentence, and null where nothing is known', () => {
    assert.deepEqual(row(outcomes.dead), {
      file: 'urls.txt',
      line: 3,
      column: 5,
      endColumn: 24,
      url: 'http://example.com/',
      finalUrl: null,
      outcome: 'failed',
      code: 'DNS_NOT_FOUND',
      message: 'The host name x does not exist',
      status: null,
      count: 0,
      places: null,
      matches: [],
      ms: 0,
      bytes: 0,
      note: null,
    });
  });

  it('has the same fields for every kind of outcome', () => {
    const fields = Object.keys(row(outcomes.mention));
    for (const outcome of Object.values(outcomes)) {
      assert.deepEqual(Object.keys(row(outcome)), fields, outcome.kind);
      assert.equal(row(outcome).outcome, outcome.kind);
    }
  });

  it('is one line, whatever the page says, and shows no password', () => {
    const finalUrl = 'http://user:s3cr3t@example.com/?token=s3cr3t';
    const text = jsonRow(
      { place: { line: 1, start: 0, end: 9, text: finalUrl }, outcome: { ...outcomes.mention, finalUrl } },
      ['-'],
    );
    assert.doesNotMatch(text, /[\n\r\u2028]|s3cr3t/);
  });
});

describe('a failure row', () => {
  it('begins with file and line, for terminals to make it a link', () => {
    assert.equal(
      failureRow(
        ['dir/urls.txt'],
        { line: 4, start: 0, end: 13, text: 'http://u:p@a/' },
        failure('CONN_RESET', 'a closed the connection'),
      ),
      'dir/urls.txt:5: http://•••@a/: a closed the connection (CONN_RESET)',
    );
  });

  it('is one line, whatever the file is called', () => {
    const place = { line: 0, start: 0, end: 1, text: 'x' };
    assert.equal(failureRow(['a\nb'], place, failure('URL_INVALID', 'm')), 'a b:1: x: m (URL_INVALID)');
    assert.equal(
      failureRow(['a', 'b'], { ...place, document: 1 }, failure('URL_INVALID', 'm')),
      'b:1: x: m (URL_INVALID)',
    );
  });
});

describe('the text report', () => {
  it('is the summary, and the pages that mention the term in the order of the list', () => {
    const list = parseList('http://a/\nhttp://b/\nhttp://u:p@c/\nhttp://a/\nhttp://d/\nhttp://');
    const report = textReport(
      list,
      new Map<number, Outcome>([
        [3, outcomes.stopped],
        [2, outcomes.part],
        [1, outcomes.nothing],
        [0, outcomes.mention],
      ]),
      'Py\u202ethon',
    );
    assert.deepEqual(report.split('\n'), [
      '4 responses for 5 URLs, 3 mention “Py thon”, 1 not scanned, 1 line rejected',
      '     2 × http://a/',
      '     2 × http://•••@c/',
      '     2 × http://a/',
    ]);
  });
});
