/** Scans with each concurrency model give the same answer, and a process per URL leaves none behind. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { builds } from '../../../../esbuild.mjs';
import { MODELS } from '../../../../src/engine/model/concurrencyModel.ts';
import { KEEP } from '../../../../src/engine/model/keepLimits.ts';
import { engineOptions, type OptionValues } from '../../../../src/engine/model/options.ts';
import { mentionCount, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import type { ScanUsage } from '../../../../src/engine/model/usage.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { listen } from '../../../web/listen.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { startSponsors } from '../../../web/sponsors/server.ts';
import { ending } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

describe('a scan', { timeout: 120_000 }, () => {
  let folder: string;
  let pool: EnginePool;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'scan-urls-engine-'));
    const programs = builds.filter(({ entryPoints }) =>
      ['cli', 'engine', 'watchdogThread'].some(name => name in (entryPoints as object)),
    );
    await Promise.all(programs.map(build => esbuild.build({ ...build, outdir: folder, sourcemap: false })));
    pool = new EnginePool(path.join(folder, 'engine.cjs'), { debug: () => {}, warn: () => {} });
  });
  after(() => {
    pool.dispose();
    rmSync(folder, { recursive: true });
  });

  async function pageText(scan: number, target: number): Promise<string | undefined> {
    const wanted = { view: 'source', term: term(), options: engineOptions({}, 'test') } as const;
    return (await pool.page(scan, target, wanted))?.text;
  }

  interface Result {
    readonly outcomes: Map<number, Outcome>;
    readonly usage: ScanUsage;
    readonly scan: number;
  }

  function scanned(
    targets: readonly string[],
    values: OptionValues,
    onOutcomes: (scan: number, outcomes: Map<number, Outcome>) => void = () => {},
  ): Promise<Result> {
    const outcomes = new Map<number, Outcome>();
    return new Promise((resolve, reject) => {
      const scan = pool.scan(
        { targets: withIds(targets), term: term(), options: engineOptions(values, 'test') },
        {
          onOutcomes: batch => {
            for (const [target, outcome] of batch) {
              assert.ok(!outcomes.has(target));
              outcomes.set(target, outcome);
            }
            onOutcomes(scan, outcomes);
          },
          onEnd: (fault, usage) =>
            fault || !usage ? reject(new Error(fault ?? 'no usage')) : resolve({ outcomes, usage, scan }),
        },
        KEEP,
      );
    });
  }

  for (const model of MODELS) {
    it(`gives 62 responses, 20 mentions and 2 failures: ${model}`, async () => {
      const sponsors = await startSponsors({ latency: 0 });
      try {
        const targets = sponsors.urls.map(({ replica }) => replica);
        const { outcomes, scan, usage } = await scanned(targets, { model });
        const { failed, mentions, responses } = tallyOf(targets.map((_, target) => outcomes.get(target)));
        assert.deepEqual([responses, mentions, failed], [62, 20, 2]);
        assert.ok(usage.cpu > 0 && usage.peakMemory > 10 * 1024 ** 2, JSON.stringify(usage));
        if (model === 'processPerUrl') assert.equal(usage.processes, 64);
        if (model === 'oneAtATime') assert.equal(sponsors.maxOpen.total, 1);
        const found = targets.findIndex((_, target) => mentionCount(outcomes.get(target) as Outcome) > 0);
        assert.match((await pageText(scan, found)) ?? '', /python/i);
        pool.forget(scan);
      } finally {
        await sponsors.close();
      }
    });
  }

  describe('with a process per URL shares its hosts', () => {
    const values = { model: 'processPerUrl', retries: 0 } as const;

    it('also where redirects lead, and without blocking', async () => {
      await using login = await openSite({ '*': { body: 'Python' } });
      await using site = await openSite({
        '*': ({ url = '' }) => ({ status: 302, headers: { location: login.url(url) } }),
      });
      const urls = Array.from({ length: 8 }, (_, n) => (n % 4 ? site : login).url(`/${n}`));
      login.pause();
      const scanning = scanned(urls, { ...values, perHostConcurrency: 2 });
      await login.waitForRequests(2);
      login.resume();
      const { outcomes, scan } = await scanning;
      assert.deepEqual(new Set([...outcomes.values()].map(({ kind }) => kind)), new Set(['mentions']));
      assert.equal(login.maxOpen.total, 2);
      assert.equal(login.requests.length, 8);
      pool.forget(scan);
    });

    it('and tells which URLs wait for one of them', async () => {
      await using busy = await openSite({
        // Long enough for processes to start on a busy machine.
        '/first': { status: 429, headers: { 'retry-after': '6' } },
        '*': { body: 'Python' },
      });
      await using site = await openSite({
        '*': ({ url = '' }) => ({ status: 302, headers: { location: busy.url(url) } }),
      });
      // The others are redirected only when the pause is known.
      site.pause();
      const told: (readonly [number, boolean])[] = [];
      const urls = [busy.url('/first'), site.url('/1'), site.url('/2')];
      const options = engineOptions(values, 'test');
      const kinds: string[] = [];
      await new Promise<void>((resolve, reject) => {
        pool.scan(
          { targets: withIds(urls), term: term(), options },
          {
            onOutcomes: batch => {
              for (const [, { kind }] of batch) kinds.push(kind);
              site.resume();
            },
            onProgress: ({ waiting }) => {
              for (const [target, wait] of waiting) told.push([target, wait?.status === 429]);
            },
            onEnd: fault => (fault ? reject(new Error(fault)) : resolve()),
          },
        );
      });
      assert.deepEqual(kinds, ['failed', 'mentions', 'mentions']);
      for (const target of [1, 2]) {
        assert.deepEqual(
          told.filter(([each]) => each === target).map(([, isHeld]) => isHeld),
          [true, false],
        );
      }
    });

    it('and gives up one that keeps asking to slow down, wherever it is met', async () => {
      await using angry = await openSite({ '*': { status: 429 } });
      await using site = await openSite({
        '/fine': { body: 'Python' },
        '*': ({ url = '' }) => ({ status: 302, headers: { location: angry.url(url) } }),
      });
      const urls = [
        ...Array.from({ length: 10 }, (_, n) => (n % 2 ? site : angry).url(`/${n}`)),
        site.url('/fine'),
      ];
      const { outcomes, scan } = await scanned(urls, { ...values, perHostConcurrency: 1 });
      assert.equal(angry.requests.length, 3);
      const endings = urls.map((_, target) => ending(outcomes.get(target)));
      assert.deepEqual(endings.pop(), ['mentions']);
      assert.ok(endings.every(([, code]) => code === 'HTTP_RATE_LIMITED'));
      assert.equal(endings.filter(([, , message]) => message?.includes('given up')).length, 7);
      pool.forget(scan);
    });
  });

  it('with a process per URL asks a host no more that wants a longer pause than a scan makes', async () => {
    await using angry = await openSite({ '*': { status: 429, headers: { 'retry-after': '3600' } } });
    await using site = await openSite({
      '/fine': { body: 'Python' },
      '*': ({ url = '' }) => ({ status: 302, headers: { location: angry.url(url) } }),
    });
    for (const [rounds, first] of [angry, site].entries()) {
      const urls = [first, angry, site, angry].map((each, n) => each.url(`/${n}`));
      const { outcomes, scan } = await scanned([...urls, site.url('/fine')], {
        model: 'processPerUrl',
        perHostConcurrency: 1,
        concurrency: 1,
      });
      const codes = urls.map((_, target) => ending(outcomes.get(target))[1]);
      assert.deepEqual(new Set(codes), new Set(['HTTP_RATE_LIMITED']));
      assert.equal(outcomes.get(4)?.kind, 'mentions');
      assert.equal(angry.requests.length, rounds + 1);
      pool.forget(scan);
    }
  });

  describe('with a process per URL that is lost before it begins', () => {
    /** Kills each process of the pool as soon as it is there. @param most number of processes to kill */
    async function scannedWhileKilling(url: string, most: number): Promise<[Result, number]> {
      const killed = new Set<number>();
      let isOver = false;
      const scanning = scanned([url], { model: 'processPerUrl' }).finally(() => {
        isOver = true;
      });
      while (!isOver && killed.size < most) {
        const pid = pool.pids.find(each => each !== pool.firstPid && !killed.has(each));
        if (pid !== undefined) {
          killed.add(pid);
          process.kill(pid, 'SIGKILL');
        }
        await setImmediate();
      }
      return [await scanning, killed.size];
    }

    it('is scanned in another, because no page is the cause of that', async () => {
      await using site = await openSite({ '*': { body: 'Python' } });
      const [{ outcomes, scan }, killed] = await scannedWhileKilling(site.url('/'), 2);
      assert.equal(killed, 2);
      assert.deepEqual(ending(outcomes.get(0)), ['mentions']);
      assert.equal(await pageText(scan, 0), 'Python');
      pool.forget(scan);
    });

    it('is given up if that goes on', async () => {
      await using site = await openSite({ '*': { body: 'Python' } });
      const [{ outcomes, scan }, killed] = await scannedWhileKilling(site.url('/'), 20);
      assert.equal(killed, 4);
      const [, code, message] = ending(outcomes.get(0));
      assert.equal(code, 'ENGINE_CRASHED');
      assert.match(message ?? '', /too often/);
      assert.deepEqual(site.requests, []);
      pool.forget(scan);
    });
  });

  describe('with a process per URL leaves none behind', () => {
    const values = { model: 'processPerUrl' } as const;

    it('when it has ended', async () => {
      await using site = await openSite({
        '/1': { body: 'Python' },
        '/2': { body: 'x' },
        '/3': { status: 404 },
      });
      const seen = new Set<number>();
      const ends: Promise<void>[] = [];
      const { scan } = await scanned(['/1', '/2', '/3'].map(site.url), values, () => {
        for (const pid of pool.pids) seen.add(pid);
        ends.push(pool.ended());
      });
      assert.equal(pool.pids.length, 1, 'the one that keeps the pages');
      assert.equal(await pageText(scan, 0), 'Python');
      assert.equal(await pageText(scan, 1), 'x');
      assert.equal(await pageText(scan, 2), undefined);
      ends.push(pool.ended());
      pool.forget(scan);
      // A process ends shortly after the signal.
      await Promise.all(ends);
      assert.deepEqual([...seen].filter(isAlive), []);
      assert.deepEqual(pool.pids, []);
    });

    it('when it is stopped', async () => {
      const server = await silentServer();
      try {
        const targets = Array.from({ length: 20 }, (_, n) => `${server.url}${n}`);
        const scan = pool.scan(
          { targets: withIds(targets), term: term(), options: engineOptions(values, 'test') },
          { onOutcomes: () => assert.fail('an outcome'), onEnd: () => assert.fail('an end') },
        );
        await server.waitForConnections(4);
        const { pids } = pool;
        assert.equal(pids.length, 4, 'as many as its host may have requests at once');
        const ended = pool.ended();
        pool.stop(scan);
        await ended;
        assert.deepEqual(pids.filter(isAlive), []);
        assert.deepEqual(pool.pids, []);
        pool.forget(scan);
      } finally {
        await server.close();
      }
    });

    it('when one crashes, which is the outcome of its own URL alone', async () => {
      await using site = await openSite({ '/1': { body: 'Python' }, '/2': { body: 'Python' } });
      const server = await silentServer();
      try {
        const result = scanned([server.url, site.url('/1'), site.url('/2')], values, (_, outcomes) => {
          if (outcomes.size < 2) return;
          const [silent] = pool.pids.filter(pid => pid !== pool.firstPid);
          if (silent && !outcomes.has(0)) process.kill(silent, 'SIGKILL');
        });
        const { outcomes, scan } = await result;
        const first = outcomes.get(0);
        assert.equal(first?.kind, 'failed');
        assert.equal(first?.kind === 'failed' && first.failure.code, 'ENGINE_CRASHED');
        assert.deepEqual([outcomes.get(1)?.kind, outcomes.get(2)?.kind], ['mentions', 'mentions']);
        const ended = pool.ended();
        pool.forget(scan);
        await ended;
        assert.deepEqual(pool.pids, []);
      } finally {
        await server.close();
      }
    });

    it('when its host is killed, as by a reload of the window', async () => {
      const closed: Promise<unknown>[] = [];
      const { promise: four, resolve } = Promise.withResolvers<void>();
      const server = createServer(socket => {
        closed.push(once(socket, 'close'));
        socket.on('error', () => {}).resume();
        if (closed.length === 4) resolve();
      });
      const { close, port } = await listen(server);
      const list = path.join(folder, 'list.txt');
      writeFileSync(list, Array.from({ length: 20 }, (_, n) => `http://127.0.0.1:${port}/${n}\n`).join(''));
      const host = spawn(process.execPath, [path.join(folder, 'cli.cjs'), list, '--model', 'processPerUrl'], {
        timeout: 60_000,
        killSignal: 'SIGKILL',
      });
      const gone = once(host, 'close').then(() => Promise.reject(new Error('The host ended')));
      gone.catch(() => {});
      try {
        await Promise.race([four, gone]);
        const pids = readFileSync(`/proc/${host.pid}/task/${host.pid}/children`, 'utf8')
          .trim()
          .split(' ')
          .map(Number);
        assert.equal(pids.length, 4);
        host.kill('SIGKILL');
        await Promise.all(closed);
        assert.equal(closed.length, 4, 'and no other has begun');
      } finally {
        host.kill('SIGKILL');
        await close();
      }
    });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
