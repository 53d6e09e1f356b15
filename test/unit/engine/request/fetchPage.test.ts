/** Scans of pages that were moved. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { type Answer, type Site, startSite } from '../../../web/ordinary.ts';
import { ending, scanUrl } from '../../support/scanning.ts';

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
