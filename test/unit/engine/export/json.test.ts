/** Scans as JSON. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { oneOfEach, written } from '../../support/export/exporting.ts';
import { term } from '../../support/term.ts';

const scan = oneOfEach();

const records = scan.lines.map(recordOf);

describe('JSON', () => {
  it('is a document with the term, the counts and a record for each line, which come back as they were', () => {
    const document = JSON.parse(written('json', scan));
    assert.deepEqual(document.lines, records);
    assert.deepEqual(document.tool, { name: 'Scan URLs', version: '1.2.3' });
    assert.deepEqual(document.term, term({ text: 'Python' }));
    assert.deepEqual([document.list, document.exportedAt], ['lists/urls.txt', '2026-07-01T12:34:56.789Z']);
    assert.equal(document.summary.mentions, 3);
    assert.equal(document.summary.rejected, 2);
    assert.equal(
      written('json', scan)
        .split('\n')
        .filter(line => line.startsWith('    {"file":')).length,
      records.length,
    );
  });
});
