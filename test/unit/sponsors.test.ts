/** The tutorial's scan: 64 pages of sponsors, of which 20 mention Python. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseList } from '../../src/engine/links/list/readList.ts';
import { mentionCount } from '../../src/engine/model/outcome.ts';
import { tallyOf } from '../../src/engine/model/tally.ts';
import { summary } from '../../src/engine/report/summary.ts';
import { pages, readUrls } from '../web/sponsors/pages.ts';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { ending, type Scanned, scanUrls } from './support/scanning.ts';

describe('a scan of the 64 sponsors', () => {
  let sponsors: Sponsors;
  let scanned: Scanned;
  const originalsWhere = (fits: (index: number) => boolean) =>
    sponsors.urls.flatMap(({ original }, index) => (fits(index) ? [original] : []));

  before(async () => {
    sponsors = await startSponsors({ latency: 0 });
    const { entries, rejected, targets } = parseList(sponsors.list);
    assert.deepEqual([entries.length, rejected.length, targets.length], [64, 0, 64]);
    scanned = await scanUrls(targets);
  });
  after(() => sponsors.close());

  it('gives 62 responses, of which 20 mention Python', () => {
    assert.equal(
      summary(tallyOf(scanned.outcomes), 'Python'),
      '62 responses for 64 URLs, 20 mention “Python”',
    );
  });

  it('finds the mentions on the right pages', () => {
    assert.deepEqual(
      originalsWhere(index => scanned.outcomes[index]?.kind === 'mentions'),
      readUrls('mentions.txt'),
    );
  });

  it('fails on the two that answer 403, whose error pages do not count', () => {
    const isFailed = (index: number) => scanned.outcomes[index]?.kind === 'failed';
    assert.deepEqual(originalsWhere(isFailed), readUrls('forbidden.txt'));
    for (const outcome of scanned.outcomes.filter(({ kind }) => kind === 'failed')) {
      assert.deepEqual(ending(outcome), ['failed', 'HTTP_STATUS', 'The server answered 403 Forbidden']);
      assert.equal(outcome.status, 403);
    }
  });

  it('counts every mention, in whatever encoding and compression', () => {
    for (const [index, { url, status, matches }] of pages.entries()) {
      if (status !== 200) continue;
      assert.equal(mentionCount(scanned.outcomes[index] ?? assert.fail()), matches, url);
    }
  });

  it('shows the lines that mention it', () => {
    for (const outcome of scanned.outcomes) {
      if (outcome.kind !== 'mentions') continue;
      const shown = outcome.matches.flatMap(({ text, highlights }) =>
        highlights.map(([a, b]) => text.slice(a, b)),
      );
      assert.equal(shown.length, outcome.count);
      for (const each of shown) assert.match(each, /^python$/i);
    }
  });

  it('reads each page with the right encoding', () => {
    for (const [index, { url, status, charset }] of pages.entries()) {
      if (status !== 200) continue;
      const label = charset === 'iso-8859-1' ? 'windows-1252' : charset;
      assert.equal(scanned.outcomes[index]?.charset?.toLowerCase(), label, url);
      assert.ok(!scanned.texts[index]?.includes('\ufffd'), `${url} is read without a fault`);
    }
  });

  it('asks for every page once, under its own name', () => {
    const redirects = pages.reduce((sum, { hops }) => sum + hops.length, 0);
    assert.equal(sponsors.requests.length, 64 + redirects);
    for (const { userAgent } of sponsors.requests) assert.equal(userAgent, 'ScanUrls/test');
  });

  it('tells where the redirects led to', () => {
    for (const [index, { hops }] of pages.entries()) {
      const { replica } = sponsors.urls[index] ?? assert.fail();
      assert.equal(scanned.outcomes[index]?.finalUrl !== new URL(replica).href, hops.length > 0, replica);
    }
  });
});
