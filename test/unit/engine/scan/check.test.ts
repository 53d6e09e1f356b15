/** Scans without a term, which only ask whether pages answer. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { NO_TERM } from '../../../../src/engine/model/term.ts';
import type { Answer } from '../../../web/ordinary.ts';
import { ending, scanUrl, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const CHECK = { term: NO_TERM };
const PAGE = '<title>Page</title><p>Python';
/** In bytes. More of a page is not read. */
const MOST = 48 * 1024 + 1;

/** Starts a site with one page, and checks it. */
async function checkAnswer(answer: Answer) {
  await using site = await openSite({ '/': answer });
  return await scanUrl(site.url('/'), CHECK);
}

describe('a check of a page', () => {
  it('ends with what is known of it, and keeps no page', async () => {
    await using site = await openSite({ '/': { body: PAGE } });
    const { outcomes, texts } = await scanUrls([site.url('/')], CHECK);
    const { ms, timings = [], ...facts } = outcomes[0] ?? assert.fail();
    assert.deepEqual(facts, {
      kind: 'answered',
      bytes: PAGE.length,
      status: 200,
      finalUrl: site.url('/'),
      mediaType: 'text/html',
    });
    assert.ok(ms >= 0 && Number.isInteger(ms));
    assert.ok(timings.length);
    assert.deepEqual(texts, [undefined]);
  });

  it('is answered by what is no text, packed in an unknown way, empty, or a part', async () => {
    const answers: Answer[] = [
      { headers: { 'content-type': 'image/png' }, body: Buffer.from('\x89PNG\r\n') },
      { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.alloc(200) },
      { headers: { 'content-encoding': 'xyz' }, body: Buffer.alloc(200, 0xfe) },
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync(PAGE) },
      { body: '' },
      { status: 204 },
      { status: 206, body: PAGE },
    ];
    for (const answer of answers)
      assert.deepEqual(ending(await checkAnswer(answer)), ['answered'], JSON.stringify(answer));
  });

  it('reads only its beginning', async () => {
    const large = await checkAnswer({ body: PAGE.padEnd(1_000_000) });
    assert.deepEqual([large.kind, large.bytes], ['answered', MOST]);
    const packed = await checkAnswer({
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(10_000_000)),
    });
    assert.deepEqual([packed.kind, packed.bytes], ['answered', MOST]);
  });

  it('does not wait for a page that has begun and never ends', async () => {
    await using site = await openSite({
      '/': async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('.'), 50);
        await once(response, 'close');
        clearInterval(timer);
      },
    });
    const { kind, ms } = await scanUrl(site.url('/'), CHECK);
    assert.equal(kind, 'answered');
    assert.ok(ms < 4_000, `${ms} ms`);
  });

  it('waits for the first byte of the page', async () => {
    await using site = await openSite({
      '/': async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.flushHeaders();
        await once(response, 'close');
      },
    });
    const outcome = await scanUrl(site.url('/'), { ...CHECK, options: { totalTimeout: 2.5 } });
    assert.deepEqual(ending(outcome).slice(0, 2), ['failed', 'BODY_STALLED']);
  });

  it('does not ask again for one that breaks off', async () => {
    await using site = await openSite({
      '/': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': 9_000 });
        response.write(PAGE, () => response.destroy());
      },
    });
    assert.deepEqual(ending(await scanUrl(site.url('/'), CHECK)), ['answered']);
    assert.equal(site.requests.length, 1);
  });

  it('tells a robot wall, and an error', async () => {
    const wall = '<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>';
    assert.equal(ending(await checkAnswer({ body: wall }))[1], 'ROBOT_WALL');
    assert.equal(ending(await checkAnswer({ status: 404, body: PAGE }))[1], 'HTTP_STATUS');
    const packed: Answer = {
      status: 403,
      headers: { 'content-encoding': 'xyz' },
      body: Buffer.alloc(99, 0xfe),
    };
    assert.equal((await checkAnswer(packed)).kind, 'failed');
  });

  it('follows redirects', async () => {
    await using site = await openSite({
      '/old': { status: 301, headers: { location: '/new' } },
      '/new': { body: PAGE },
    });
    const outcome = await scanUrl(site.url('/old'), CHECK);
    assert.deepEqual([outcome.kind, outcome.finalUrl, outcome.isMoved], ['answered', site.url('/new'), true]);
  });

  it('is stopped as any scan', async () => {
    const controller = new AbortController();
    await using site = await openSite({
      '*': async (_request, response) => {
        controller.abort();
        await once(response, 'close');
      },
    });
    const { outcomes } = await scanUrls([site.url('/a'), site.url('/b')], {
      ...CHECK,
      signal: controller.signal,
    });
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['cancelled', 'cancelled'],
    );
  });
});
