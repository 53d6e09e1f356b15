/** Exports of a check, which looked for no term. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportLines } from '../../../../src/engine/export/record.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import { NO_TERM } from '../../../../src/engine/model/term.ts';
import { parseXml, scanOf, written } from '../../support/export/exporting.ts';
import { alive, outcomes } from '../../support/outcomes.ts';

const list = parseList('http://example.com/a\nhttp://example.com/b\n');
const found = new Map([alive, outcomes.dead].entries());
/** The first line names a section that its page does not have. */
const withFragment = parseList('http://example.com/#gone\nhttp://example.com/\n');
const withoutSection = scanOf(
  exportLines(withFragment, new Map([[0, { ...alive, missingFragments: ['gone'] }]])),
  { term: NO_TERM },
);
const check = scanOf(exportLines(list, found), { term: NO_TERM });

describe('a check', () => {
  it('as JSON has no term, and the outcome of each line', () => {
    const document = JSON.parse(written('json', check));
    assert.equal(document.term, null);
    assert.deepEqual(
      document.lines.map(({ code, outcome }: Record<string, unknown>) => [outcome, code]),
      [
        ['answered', null],
        ['failed', 'DNS_NOT_FOUND'],
      ],
    );
    assert.deepEqual([document.summary.responses, document.summary.failed], [1, 1]);
  });

  it('as CSV names the outcome', () => {
    assert.match(written('csv', check), /"http:\/\/example\.com\/a","http:\/\/example\.com\/","answered",/);
  });

  it('as Markdown has a heading, a summary and a result without a term', () => {
    const text = written('markdown', check);
    assert.match(text, /^# Check of lists\/urls\.txt\n\n1 of 2 URLs answered, 1 failed\n/);
    assert.match(text, /\| Answered \|/);
    assert.doesNotMatch(text, /mention|“/i);
  });

  it('as HTML has the groups Answered and Failed, also where they are empty', () => {
    for (const scan of [check, { ...check, lines: [] }]) {
      const text = written('html', scan);
      assert.match(text, /<title>Check of lists\/urls\.txt<\/title>/);
      assert.deepEqual(
        [...text.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id),
        ['answered', 'failed'],
      );
    }
  });

  it('as JUnit passes what has answered', () => {
    const { attributes, children } = parseXml(written('junit', check)).children[0] ?? assert.fail();
    const { failures, skipped, tests } = attributes;
    assert.deepEqual({ failures, skipped, tests }, { failures: '1', skipped: '0', tests: '2' });
    assert.match(children[0]?.children[0]?.text ?? '', /^answered\n/);
  });

  it('as SARIF has only what failed', () => {
    const { results } = JSON.parse(written('sarif', check)).runs[0];
    assert.deepEqual(
      results.map(({ ruleId }: Record<string, unknown>) => ruleId),
      ['DNS_NOT_FOUND'],
    );
  });

  it('with a missing section has a warning on that line only', () => {
    const { results, tool } = JSON.parse(written('sarif', withoutSection)).runs[0];
    assert.deepEqual(
      results.map(({ level, ruleId }: Record<string, unknown>) => [ruleId, level]),
      [['FRAGMENT_MISSING', 'warning']],
    );
    assert.equal(tool.driver.rules[0].defaultConfiguration.level, 'warning');
    const { attributes } = parseXml(written('junit', withoutSection)).children[0] ?? assert.fail();
    assert.equal(attributes.failures, '1');
    assert.match(written('markdown', withoutSection), /\| Failed \| The page has no #gone · FRAGMENT/);
    const { summary } = JSON.parse(written('json', withoutSection));
    assert.deepEqual([summary.responses, summary.failed], [1, 1]);
  });
});
