/** Scans of sites behind robot walls. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import type { Route } from '../../../web/ordinary.ts';
import { Engine } from '../../support/engine.ts';
import { rawServer } from '../../support/rawServer.ts';
import { ending, scanUrl, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const CHECK = '<!doctype html><title>Just a moment...</title><script>window._cf_chl_opt = {}</script>Python';
const WORDS = '<!doctype html><title>Access Denied</title>Reference #18.5307.17000 Python';

async function scanRoute(route: Route): Promise<{ outcome: Outcome; requests: number }> {
  await using site = await openSite({ '/': route });
  const outcome = await scanUrl(site.url('/'), { options: { retries: 2, totalTimeout: 10 } });
  return { outcome, requests: site.requests.length };
}

describe('a site behind a wall', () => {
  const walls: [name: string, route: Route, status: number, message: RegExp][] = [
    [
      'by its header',
      { status: 403, headers: { 'x-datadome': 'protected' } },
      403,
      /^The server answered 403 Forbidden: the site refuses robots \(DataDome\)/,
    ],
    ['by the words of its page', { status: 403, body: WORDS }, 403, /\(Akamai\)/],
    ['by the markup of its page', { status: 503, body: CHECK }, 503, /\(Cloudflare\)/],
    ['that answers 405', { status: 405, headers: { 'x-amzn-waf-action': 'captcha' } }, 405, /\(AWS WAF\)/],
    [
      'that answers 202 with nothing',
      { status: 202, headers: { 'x-amzn-waf-action': 'challenge' } },
      202,
      /^The answer is only a check for robots, of AWS WAF/,
    ],
    ['that answers 200 with a check', { body: CHECK }, 200, /only a check for robots, of Cloudflare/],
    ['that asks to slow down', { status: 429, headers: { 'x-kpsdk-ct': 'a' } }, 429, /\(Kasada\)/],
    [
      'that asks to come again',
      { status: 429, headers: { 'retry-after': '1', 'x-vercel-mitigated': 'challenge' } },
      429,
      /\(Vercel\)/,
    ],
  ];
  for (const [name, route, status, message] of walls) {
    it(`${name} is a refusal, whatever the term, and is not asked again`, async () => {
      const { outcome, requests } = await scanRoute(route);
      const [kind, code, said] = ending(outcome);
      assert.deepEqual([kind, code, outcome.status, requests], ['failed', 'ROBOT_WALL', status, 1]);
      assert.match(said ?? '', message);
      assert.ok(outcome.kind === 'failed' && outcome.failure.isDoubtful);
    });
  }

  it('is known through a redirect, and the wall gets no request', async () => {
    await using wall = await openSite({ '*': { body: 'A Python' } });
    await using site = await openSite({
      '/': { status: 302, headers: { location: wall.url('/.well-known/sgcaptcha/?r=%2F') } },
    });
    const outcome = await scanUrl(site.url('/'));
    assert.deepEqual(ending(outcome).slice(0, 2), ['failed', 'ROBOT_WALL']);
    assert.match(ending(outcome)[2] ?? '', /sends robots to a check of SiteGround/);
    assert.match(outcome.finalUrl ?? '', /sgcaptcha/);
    assert.equal(wall.requests.length, 0);
  });

  it('keeps none of its pages, so that they are no pages without a mention when searched again', async () => {
    const { texts } = await (async () => {
      await using site = await openSite({ '/': { body: CHECK } });
      return scanUrls([site.url('/')]);
    })();
    assert.deepEqual(texts, [undefined]);
  });

  it('stays a refusal when the pages are searched again', async () => {
    await using site = await openSite({ '/wall': { body: CHECK }, '/page': { body: 'A Python' } });
    await using engine = new Engine();
    await engine.scan(1, [site.url('/wall'), site.url('/page')]);
    const again: number[] = [];
    const options = { searchIn: 'source', regularExpressionTimeout: 1_000, totalTimeout: 5_000 } as const;
    const sought = { text: 'moment', matchCase: false, wholeWord: false, regularExpression: false };
    await engine.channel.request(
      'search',
      { scan: 1, term: sought, options },
      {
        onPiece: batch => void again.push(...batch.map(([target]) => target)),
        signal: new AbortController().signal,
      },
    );
    assert.deepEqual(again, [1]);
    assert.equal(ending(engine.outcomes(1).get(0))[1], 'ROBOT_WALL');
  });
});

describe('a page that is no wall', () => {
  const rows: [name: string, route: Route, kind: string, code: string | undefined, requests: number][] = [
    ['a plain 403', { status: 403, body: 'No' }, 'failed', 'HTTP_STATUS', 1],
    ['a plain 403 without a body', { status: 403, body: '' }, 'failed', 'HTTP_STATUS', 1],
    ['a dead page in the words of a wall', { status: 404, body: WORDS }, 'failed', 'HTTP_STATUS', 1],
    [
      'a dead page with the header of a wall',
      { status: 410, headers: { 'cf-mitigated': 'challenge' } },
      'failed',
      'HTTP_STATUS',
      1,
    ],
    [
      'a plain 429',
      { status: 429, headers: { 'retry-after': '99' }, body: 'Slow' },
      'failed',
      'HTTP_RATE_LIMITED',
      1,
    ],
    ['the words of a wall in a page', { body: WORDS }, 'mentions', undefined, 1],
    [
      'a page with a script of a vendor',
      { body: '<title>Shop</title><script src="https://js.datadome.co/tags.js"></script>Python' },
      'mentions',
      undefined,
      1,
    ],
  ];
  for (const [name, route, kind, code, requests] of rows) {
    it(`such as ${name}, has its own outcome`, async () => {
      const { outcome, requests: asked } = await scanRoute(route);
      assert.deepEqual(
        [...ending(outcome).slice(0, 2), asked],
        code ? [kind, code, requests] : [kind, requests],
      );
    });
  }
});

describe('the page of a refusal', () => {
  it('is read no further than its beginning', async () => {
    let written = 0;
    await using server = await rawServer(({ socket }) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write('x'.repeat(8_192))) written += 8_192;
      };
      socket.on('drain', more);
      more();
    });
    const outcome = await scanUrl(`${server.url}/`);
    assert.deepEqual(ending(outcome).slice(0, 2), ['failed', 'HTTP_STATUS']);
    assert.equal(server.requests(), 1);
    assert.ok(written < 32 * 1024 ** 2, `${written} bytes`);
  });

  it('that never ends costs two seconds at most, and the status counts', async () => {
    await using server = await rawServer(({ socket }) => {
      socket.write(
        'HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\nContent-Type: text/html\r\n\r\nPlease wait',
      );
    });
    const outcome = await scanUrl(`${server.url}/`, { options: { totalTimeout: 30 } });
    assert.deepEqual(ending(outcome), ['failed', 'HTTP_STATUS', 'The server answered 403 Forbidden']);
    assert.ok(outcome.ms < 10_000, `${outcome.ms} ms`);
  });

  it('that does not come before the deadline leaves the status', async () => {
    await using server = await rawServer(({ socket }) => {
      socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\nContent-Type: text/html\r\n\r\n');
    });
    const outcome = await scanUrl(`${server.url}/`, { options: { totalTimeout: 1 } });
    assert.deepEqual(ending(outcome).slice(0, 2), ['failed', 'HTTP_STATUS']);
  });

  it('that breaks off is looked at as far as it came', async () => {
    await using server = await rawServer(({ socket }) => {
      socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\n${WORDS}`);
    });
    const outcome = await scanUrl(`${server.url}/`);
    assert.equal(ending(outcome)[1], 'ROBOT_WALL');
    assert.equal(server.requests(), 1);
  });
});
