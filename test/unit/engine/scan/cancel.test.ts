/** A cancelled scan keeps its outcomes, and the rest ends at once. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blackHole } from '../../../web/blackHole.ts';
import { dripServer } from '../../../web/dripServer.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { startSponsors } from '../../../web/sponsors/server.ts';
import { ending, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

/** In ms. The promise is 200 ms, but the machine may be busy. */
const SOON = 1_000;

describe('a scan that is cancelled', { timeout: 20_000 }, () => {
  it('keeps what was done, ends soon, and the rest is cancelled', async () => {
    await using site = await openSite({
      '/stuck': (_request, response) => {
        response.on('close', () => {});
      },
      '*': { body: 'A Python' },
    });
    const urls = ['/1', '/stuck', '/2', '/stuck?2', '/3', '/4', '/5', '/stuck?3'].map(site.url);
    const controller = new AbortController();
    let done = 0;
    let cancelledAt = Number.NaN;
    const { outcomes } = await scanUrls(urls, {
      options: { perHostConcurrency: 4, totalTimeout: 30 },
      signal: controller.signal,
      onOutcome: (_target, { kind }) => {
        if (kind !== 'mentions' || ++done < 5) return;
        cancelledAt = performance.now();
        controller.abort();
      },
    });
    assert.ok(performance.now() - cancelledAt < SOON);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['mentions', 'cancelled', 'mentions', 'cancelled', 'mentions', 'mentions', 'mentions', 'cancelled'],
    );
    for (const outcome of outcomes.filter(({ kind }) => kind === 'cancelled')) {
      assert.deepEqual(ending(outcome), ['cancelled', 'CANCELLED', 'The scan was stopped']);
    }
  });

  it('in the middle of the 64 sponsors gives each exactly one outcome', async () => {
    const sponsors = await startSponsors({ latency: 0 });
    try {
      sponsors.pause();
      const controller = new AbortController();
      const scanning = scanUrls(
        sponsors.urls.map(({ replica }) => replica),
        { options: { concurrency: 16 }, signal: controller.signal },
      );
      await sponsors.waitForRequests(16);
      controller.abort();
      const { outcomes } = await scanning;
      assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['cancelled']));
      assert.equal(sponsors.requests.length, 16, 'no more is asked for');
    } finally {
      await sponsors.close();
    }
  });

  it('before it starts asks for nothing', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const { outcomes } = await scanUrls([site.url('/1'), site.url('/2')], { signal: AbortSignal.abort() });
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['cancelled', 'cancelled'],
    );
    assert.equal(site.requests.length, 0);
  });

  it('after its end changes nothing', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const controller = new AbortController();
    const { outcomes } = await scanUrls([site.url('/1')], { signal: controller.signal });
    controller.abort();
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['mentions'],
    );
  });

  it('while a page drips does not pass off what came as the page', async () => {
    const server = await dripServer({ start: 'A Python' });
    const controller = new AbortController();
    try {
      const scanning = scanUrls([server.url], { signal: controller.signal });
      for (let turn = 0; turn < 100_000 && !server.open(); turn++) await new Promise(setImmediate);
      controller.abort();
      assert.equal((await scanning).outcomes[0]?.kind, 'cancelled');
    } finally {
      await server.close();
    }
  });

  const waits: [name: string, start: () => Promise<{ url: string; close(): Promise<void> }>][] = [
    ['an answer', silentServer],
    [
      'a TLS handshake',
      async () => {
        const server = await silentServer();
        return { ...server, url: server.url.replace('http:', 'https:') };
      },
    ],
    ...(process.platform === 'linux' ? [['a connection', blackHole] as [string, typeof blackHole]] : []),
  ];
  for (const [name, start] of waits) {
    it(`while it waits for ${name} ends soon`, async () => {
      const server = await start();
      const controller = new AbortController();
      try {
        const urls = Array.from({ length: 20 }, (_, index) => `${server.url}?${index}`);
        const scanning = scanUrls(urls, { signal: controller.signal, options: { totalTimeout: 30 } });
        // After a turn of the event loop, the requests are under way.
        await new Promise(setImmediate);
        const started = performance.now();
        controller.abort();
        const { outcomes } = await scanning;
        assert.ok(performance.now() - started < SOON);
        assert.ok(outcomes.every(({ kind }) => kind === 'cancelled'));
      } finally {
        await server.close();
      }
    });
  }
});
