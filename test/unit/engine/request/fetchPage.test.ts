/** Scans of pages that were moved, and of answers that are no pages. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { type Answer, type Site, startSite } from '../../../web/ordinary.ts';
import { ending, scanUrl, scanUrls } from '../../support/scanning.ts';

describe('redirects', () => {
  let site: Site;
  let other: Site;
  const to = (location: string, status = 302): Answer => ({ status, headers: { location }, body: 'python' });
  before(async () => {
    other = await startSite({ '/page': { body: 'A Python' } });
    site = await startSite({
      '/page': { body: 'A Python' },
      '/301': to('/page', 301),
      '/303': to('page', 303),
      '/307': to('/page?x', 307),
      '/308': to('/301', 308),
      '/other': to(other.url('/page')),
      '/missing': to('/nothing/here'),
      '/loop': to('/pool'),
      '/pool': to('/loop'),
      '/file': to('file:///etc/hosts'),
      '/nothing/here': { status: 404 },
      '/nowhere': { status: 302 },
      '/drip': (_request, response) => {
        response.writeHead(302, { location: '/page' }).write('This never ends');
      },
      '*': request => to(`/${Number((request.url ?? '').slice(1)) + 1}`),
    });
  });
  after(async () => {
    await site.close();
    await other.close();
  });

  it('are followed to the page', async () => {
    for (const path of ['/301', '/303', '/307', '/308', '/drip']) {
      const outcome = await scanUrl(site.url(path));
      assert.deepEqual([outcome.kind, outcome.status], ['mentions', 200], path);
      assert.equal(new URL(outcome.finalUrl ?? '').pathname, '/page', path);
    }
  });

  it('are followed to another host', async () => {
    const outcome = await scanUrl(site.url('/other'));
    assert.deepEqual([outcome.kind, outcome.finalUrl], ['mentions', other.url('/page')]);
  });

  const refused: [path: string, code: string][] = [
    ['/loop', 'REDIRECT_LOOP'],
    ['/0', 'REDIRECT_LIMIT'],
    ['/file', 'REDIRECT_SCHEME'],
    ['/nowhere', 'REDIRECT_INVALID'],
  ];
  for (const [path, code] of refused) {
    it(`of ${path} fail with ${code}`, async () => {
      assert.deepEqual(ending(await scanUrl(site.url(path))).slice(0, 2), ['failed', code]);
    });
  }

  it('to a page that is not there fail with its status and tell where it was', async () => {
    const outcome = await scanUrl(site.url('/missing'));
    assert.deepEqual(ending(outcome), ['failed', 'HTTP_STATUS', 'The server answered 404 Not Found']);
    assert.equal(outcome.finalUrl, site.url('/nothing/here'));
  });
});

describe('an answer', () => {
  const HTML = { 'content-type': 'text/html' };
  const WALL = { ...HTML, 'cf-mitigated': 'challenge' };
  const PAGE = 'A Python';
  const rows: [what: string, answer: Answer, ending: (string | RegExp)[], note?: string][] = [
    [
      'that names several pages',
      { status: 300, headers: HTML, body: PAGE },
      ['failed', 'HTTP_STATUS', /300 Multiple/],
    ],
    [
      'with a part of a page',
      { status: 206, headers: HTML, body: PAGE },
      ['partial', 'BODY_CUT', /only a part/],
    ],
    ['with a page', { headers: HTML, body: PAGE }, ['mentions']],
    [
      'with a page that sends browsers on',
      { headers: { ...HTML, refresh: '0; url=/page' }, body: 'A page' },
      ['noMention'],
      'The page sends browsers on to another one by a Refresh header',
    ],
    [
      'with a page that browsers load again',
      { headers: { ...HTML, refresh: '30' }, body: 'A page' },
      ['noMention'],
    ],
    [
      'with a picture',
      { headers: { 'content-type': 'image/png' }, body: PAGE },
      ['skipped', 'NOT_TEXT', /image\/png/],
    ],
    [
      'of a wall, by its head',
      { status: 403, headers: WALL, body: PAGE },
      ['failed', 'ROBOT_WALL', /403.*Cloudflare/],
    ],
    [
      'of a wall, by its page',
      { headers: HTML, body: `<title>DDOS-GUARD</title><p>${PAGE}` },
      ['failed', 'ROBOT_WALL', /only a check for robots, of DDoS-Guard/],
    ],
    [
      'of a wall, by the page of a refusal',
      { status: 403, headers: HTML, body: '<p>Reference #18.2f3a4b5c.1' },
      ['failed', 'ROBOT_WALL', /403.*Akamai/],
    ],
  ];
  for (const [what, answer, expected, note] of rows) {
    it(`${what} is ${expected.slice(0, 2).join(' ')}`, async () => {
      const site = await startSite({ '/': answer });
      const outcome = await scanUrl(site.url('/'));
      await site.close();
      const [kind, code, message] = ending(outcome);
      assert.deepEqual([kind, ...(code ? [code] : [])], expected.slice(0, 2));
      assert.match(message ?? '', new RegExp(expected[2] ?? ''));
      assert.equal(outcome.note, note);
    });
  }

  const slow: [what: string, headers: Record<string, string>, code: string][] = [
    ['to wait for hours', HTML, 'HTTP_RATE_LIMITED'],
    ['of a wall, to wait for hours,', WALL, 'ROBOT_WALL'],
  ];
  for (const [what, headers, code] of slow) {
    it(`${what} gives its host up`, async () => {
      const busy: Answer = { status: 429, headers: { ...headers, 'retry-after': '7200' }, body: '' };
      const site = await startSite({ '/busy': busy, '/page': { headers: HTML, body: PAGE } });
      const options = { concurrency: 1, retries: 0 };
      const { outcomes } = await scanUrls(['/busy', '/page'].map(site.url), { options });
      await site.close();
      assert.deepEqual(
        outcomes.map(outcome => ending(outcome)[1]),
        [code, 'HTTP_RATE_LIMITED'],
      );
      assert.match(ending(outcomes[1])[2] ?? '', /^Not requested/);
    });
  }
});

describe('a pause before another try', () => {
  it('that ends with the time of the page leaves the answer as it was', async context => {
    const headers = { 'retry-after': '20' };
    const busy = await startSite({ '/': { status: 503, headers, body: '' } });
    // The clocks of two timers may differ by some ms. Here they differ by more.
    context.mock.getter(Deadline.prototype, 'left', () => 60_000);
    const outcome = await scanUrl(busy.url('/'), { options: { totalTimeout: 1 } });
    await busy.close();
    assert.deepEqual(ending(outcome).slice(0, 2), ['failed', 'HTTP_RATE_LIMITED']);
  });
});
