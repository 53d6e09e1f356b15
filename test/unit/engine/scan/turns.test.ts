/** Limits, pauses and holds belong to the host that is asked, also where a redirect leads. Measured at the servers. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import type { Wait } from '../../../../src/engine/model/progress.ts';
import type { Scan } from '../../../../src/engine/scan/scan.ts';
import type { Answer, Routes, Site } from '../../../web/ordinary.ts';
import { ending, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const PAGE: Answer = { body: 'A Python' };
const to = (location: string, status = 302): Answer => ({ status, headers: { location } });
const slowDown = (seconds: number, status = 429): Answer => ({
  status,
  headers: { 'retry-after': `${seconds}` },
});

/** Opens a site for each index, and ends all of them. */
async function withSites(
  count: number,
  routes: (index: number) => Routes,
  use: (sites: readonly Site[]) => Promise<void>,
): Promise<void> {
  const sites = await Promise.all(Array.from({ length: count }, (_, index) => openSite(routes(index))));
  try {
    await use(sites);
  } finally {
    await Promise.all(sites.map(site => site.close()));
  }
}

const kinds = (outcomes: readonly Outcome[]) => new Set(outcomes.map(({ kind }) => kind));

describe('a host that many lines are redirected to', { timeout: 60_000 }, () => {
  it('and that asks to slow down is asked as if they were listed, and given up', async () => {
    const counts: number[] = [];
    for (const lines of [15, 120]) {
      await using angry = await openSite({ '*': slowDown(1) });
      await withSites(
        lines,
        index => ({ '*': to(angry.url(`/${index}`)) }),
        async sites => {
          const urls = sites.map(site => site.url('/'));
          const { outcomes } = await scanUrls(urls, { options: { retries: 1 } });
          const endings = Map.groupBy(outcomes.map(ending), ([, code, message]) => `${code}: ${message}`);
          const sentences = [...endings.keys()];
          assert.ok(
            sentences.every(each => each.startsWith('HTTP_RATE_LIMITED')),
            sentences.join('\n'),
          );
          const [, unasked] = [...endings].find(([text]) => text.includes('was given up')) ?? [];
          assert.equal(unasked?.length, lines - 4, sentences.join('\n'));
          assert.equal(angry.maxOpen.total <= 4, true);
          assert.ok(outcomes.every(({ finalUrl }) => finalUrl?.startsWith(angry.origin)));
        },
      );
      counts.push(angry.requests.length);
    }
    // Four lines, each with two tries, however many lines there are.
    assert.deepEqual(counts, [8, 8]);
  });

  it('is never asked for more at once than its limit', async () => {
    await using login = await openSite({ '*': { ...PAGE, delay: 2 } });
    await withSites(
      20,
      index => ({ '*': to(login.url(`/${index}`), index % 2 ? 301 : 307) }),
      async sites => {
        const { outcomes } = await scanUrls(
          sites.map(site => site.url('/')),
          { options: { perHostConcurrency: 2 } },
        );
        assert.deepEqual(kinds(outcomes), new Set(['mentions']));
        assert.equal(login.maxOpen.total, 2);
        assert.equal(login.requests.length, 20);
      },
    );
  });

  it('does not keep innocent lines waiting, even with few lanes', async () => {
    await using login = await openSite({ '*': PAGE });
    await using site = await openSite({ '*': request => to(login.url(request.url ?? '/')) });
    await using innocent = await openSite({ '*': PAGE });
    const urls = [
      ...Array.from({ length: 60 }, (_, index) => site.url(`/${index}`)),
      ...Array.from({ length: 20 }, (_, index) => innocent.url(`/${index}`)),
    ];
    login.pause();
    let done = 0;
    const { outcomes, order } = await scanUrls(urls, {
      options: { concurrency: 5, perHostConcurrency: 4, totalTimeout: 30 },
      // The login host answers only when all innocent lines have their outcome.
      onOutcome: target => {
        if (target >= 60 && ++done === 20) login.resume();
      },
    });
    assert.deepEqual(kinds(outcomes), new Set(['mentions']));
    assert.ok(order.slice(0, 20).every(target => target >= 60));
    assert.equal(login.maxOpen.total, 4);
  });

  it('may be listed itself: all of its requests count together', async () => {
    await using login = await openSite({ '*': { ...PAGE, delay: 2 } });
    await using site = await openSite({ '*': request => to(login.url(`/from${request.url}`)) });
    const urls = Array.from({ length: 24 }, (_, index) => (index % 2 ? site : login).url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 3 } });
    assert.deepEqual(kinds(outcomes), new Set(['mentions']));
    assert.equal(login.maxOpen.total, 3);
    assert.equal(login.requests.length, 24);
  });

  it('holds back those that come later, and its own retry', async () => {
    const at: number[] = [];
    await using busy = await openSite({
      '*': () => (at.push(performance.now()) === 1 ? slowDown(1, 503) : PAGE),
    });
    await withSites(
      6,
      index => ({ '*': to(busy.url(`/${index}`)) }),
      async sites => {
        const waits: [number, Wait | null][] = [];
        const { outcomes } = await scanUrls(
          sites.map(site => site.url('/')),
          {
            options: { perHostConcurrency: 1 },
            listener: { onWait: (target, wait) => waits.push([target, wait]) },
          },
        );
        assert.deepEqual(kinds(outcomes), new Set(['mentions']));
        assert.equal(at.length, 7);
        assert.ok((at[1] ?? 0) - (at[0] ?? 0) > 950, 'nothing is asked for before the time is over');
        const told = new Set(waits.flatMap(([target, wait]) => (wait?.status === 503 ? [target] : [])));
        assert.equal(told.size, 6, 'each line tells what it waits for');
        for (const target of told) assert.equal(waits.findLast(([each]) => each === target)?.[1], null);
      },
    );
  });
});

describe('redirects', { timeout: 60_000 }, () => {
  it('from one host to another and back never block each other', async () => {
    await using one: Site & AsyncDisposable = await openSite({
      '/end': { ...PAGE, delay: 1 },
      '*': request => to(two.url(request.url ?? '')),
    });
    await using two: Site & AsyncDisposable = await openSite({
      '/end': { ...PAGE, delay: 1 },
      '*': () => to(one.url('/end')),
    });
    const urls = Array.from({ length: 40 }, (_, index) => (index % 4 ? one : two).url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 1, concurrency: 3 } });
    assert.deepEqual(kinds(outcomes), new Set(['mentions']));
    assert.deepEqual([one.maxOpen.total, two.maxOpen.total], [1, 1]);
  });

  it('within a host count as requests to it', async () => {
    await using site = await openSite({
      '/end': { ...PAGE, delay: 1 },
      '*': request => to(`/end?${request.url}`),
    });
    const urls = Array.from({ length: 20 }, (_, index) => site.url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 2 } });
    assert.deepEqual(kinds(outcomes), new Set(['mentions']));
    assert.equal(site.maxOpen.total, 2);
  });

  it('wait longer than the limit of a URL, which does not count the wait', async () => {
    await using login = await openSite({ '*': { ...PAGE, delay: 300 } });
    await withSites(
      6,
      index => ({ '*': to(login.url(`/${index}`)) }),
      async sites => {
        const { outcomes } = await scanUrls(
          sites.map(site => site.url('/')),
          { options: { perHostConcurrency: 1, totalTimeout: 1.2 } },
        );
        assert.deepEqual(kinds(outcomes), new Set(['mentions']));
        assert.ok(outcomes.every(({ ms }) => ms < 1_200));
      },
    );
  });

  it('that wait are cancelled with the scan, without a request', async () => {
    await using login = await openSite({ '*': PAGE });
    await using site = await openSite({ '*': request => to(login.url(request.url ?? '/')) });
    login.pause();
    const controller = new AbortController();
    const urls = Array.from({ length: 10 }, (_, index) => site.url(`/${index}`));
    const scanning = scanUrls(urls, { signal: controller.signal });
    await Promise.all([login.waitForRequests(4), site.waitForRequests(10)]);
    await new Promise(setImmediate);
    controller.abort();
    const { outcomes } = await scanning;
    assert.deepEqual(kinds(outcomes), new Set(['cancelled']));
    assert.equal(login.requests.length, 4);
  });

  it('that wait can be skipped, and the others go on', async () => {
    await using login = await openSite({ '*': PAGE });
    await withSites(
      6,
      index => ({ '*': to(login.url(`/${index}`)) }),
      async sites => {
        login.pause();
        let scan: Scan | undefined;
        const scanning = scanUrls(
          sites.map(site => site.url('/')),
          {
            options: { perHostConcurrency: 1 },
            onScan: each => {
              scan = each;
            },
          },
        );
        await Promise.all([login.waitForRequests(1), ...sites.map(site => site.waitForRequests(1))]);
        const asked = Number(login.requests[0]?.path.slice(1));
        const skipped = (asked + 1) % 6;
        scan?.skip([skipped]);
        login.resume();
        const { outcomes } = await scanning;
        for (const [index, outcome] of outcomes.entries()) {
          assert.deepEqual(
            ending(outcome),
            index === skipped ? ['cancelled', 'CANCELLED', 'Skipped'] : ['mentions'],
          );
        }
        assert.equal(login.requests.length, 5);
      },
    );
  });
});

describe('a listed host that keeps asking to slow down', { timeout: 60_000 }, () => {
  it('is given up after some lines, and the other hosts are not', async () => {
    await using angry = await openSite({ '*': slowDown(60) });
    await using fine = await openSite({ '*': PAGE });
    const urls = Array.from({ length: 40 }, (_, index) => (index % 2 ? fine : angry).url(`/${index}`));
    const { outcomes } = await scanUrls(urls);
    assert.equal(angry.requests.length, 4, 'as many as may be asked for at once');
    for (const [index, outcome] of outcomes.entries()) {
      const [kind, code] = ending(outcome);
      assert.deepEqual([kind, code], index % 2 ? ['mentions', undefined] : ['failed', 'HTTP_RATE_LIMITED']);
    }
    const host = new URL(angry.url('/')).host;
    assert.equal(
      ending(outcomes.at(-2))[2],
      `Not requested: ${host} asks to slow down, and was given up; scan it again later`,
    );
  });

  it('is given up at once if it asks for a longer pause than a scan makes', async () => {
    await using angry = await openSite({ '*': slowDown(31) });
    const urls = Array.from({ length: 10 }, (_, index) => angry.url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 1 } });
    assert.equal(angry.requests.length, 1);
    assert.ok(outcomes.every(outcome => ending(outcome)[1] === 'HTTP_RATE_LIMITED'));
  });

  it('is not given up while it answers now and then', async () => {
    let number = 0;
    await using moody = await openSite({ '*': () => (++number % 3 ? { status: 429 } : PAGE) });
    const urls = Array.from({ length: 18 }, (_, index) => moody.url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { retries: 0, perHostConcurrency: 1 } });
    assert.equal(moody.requests.length, 18);
    assert.equal(outcomes.filter(({ kind }) => kind === 'mentions').length, 6);
  });

  it('is not one that only fails: other statuses are asked for every line', async () => {
    await using broken = await openSite({ '*': { status: 503 } });
    const urls = Array.from({ length: 8 }, (_, index) => broken.url(`/${index}`));
    const { outcomes } = await scanUrls(urls, { options: { retries: 0 } });
    assert.equal(broken.requests.length, 8);
    assert.ok(outcomes.every(outcome => ending(outcome)[1] === 'HTTP_STATUS'));
  });
});
