/** Scans of several files. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import { ListMerger } from '../../../../src/engine/documents/listMerger.ts';
import { exportLines } from '../../../../src/engine/export/record.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import { scanOf, written } from '../../support/export/exporting.ts';
import { sarifOf } from '../../support/export/sarif.ts';
import { outcomes } from '../../support/outcomes.ts';

const FILES = ['=a|b.md', '<b>.md'].map(name => ({ name, uri: encodeURIComponent(name) }));

function scanWith(second: keyof typeof outcomes) {
  const merger = new ListMerger();
  merger.add(0, parseList('http://example.com/0'));
  merger.add(1, parseList('\nhttp://example.com/1'));
  const found = new Map([outcomes.mention, outcomes[second]].entries());
  return scanOf(exportLines(merger.list(), found, FILES), { name: '2 files', uri: '' });
}

describe('a scan of several files', () => {
  const scan = scanWith('broken');

  it('names the file of each line, in JSON, CSV, Markdown and HTML', () => {
    const { lines } = JSON.parse(written('json', scan));
    assert.deepEqual(
      lines.map(({ file }: { file: string }) => file),
      ['=a|b.md', '<b>.md'],
    );
    const rows: Record<string, string>[] = parseCsv(written('csv', scan), { columns: true });
    assert.deepEqual(
      rows.map(({ file }) => file),
      ["'=a|b.md", '<b>.md'],
      'and a name is no formula',
    );
    const markdown = written('markdown', scan);
    assert.ok(markdown.includes('| =a\\|b.md:1 |') || markdown.includes('| \\=a\\|b.md:1 |'), markdown);
    assert.ok(markdown.includes('| \\<b\\>.md:2 |'), markdown);
    assert.ok(written('html', scan).includes('<p class="quiet">&lt;b&gt;.md</p>'));
  });

  it('has in SARIF an artifact for each file with a failure, and none if there is no failure', () => {
    const [run] = sarifOf(scan).runs;
    assert.deepEqual(run?.artifacts, [{ location: { uri: '%3Cb%3E.md' } }]);
    assert.equal(run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.index, 0);
    assert.deepEqual(sarifOf(scanWith('nothing')).runs[0]?.artifacts, []);
  });
});
