/** Scans, searches and pages of an engine that stands still. The engine is real, and so is the standstill. */

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { engineOptions, type OptionValues } from '../../../../src/engine/model/options.ts';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { temporaryFolder } from '../../../rig/temporary.mjs';
import { TRAPPED } from '../../../web/traps.ts';
import { ENGINE, isRunning } from '../../support/engine.ts';
import { ROOMY } from '../../support/keeping.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

/** It takes no time of the processor from the other tests. So a beat counts half. */
const STILL = 'WAIT FOR EVER';

/** With it, an engine may stand still for 3 s of the processor, or 6 s without it. */
const SHORT = { totalTimeout: 2, retries: 0 } as const;

/** In ms. After that, nobody waits for an engine that stands still, even if it was slow to start. */
const STANDS = 5_000;

class Scanned {
  readonly outcomes = new Map<number, Outcome>();
  readonly end: Promise<string | undefined>;
  readonly id: number;

  constructor(pool: EnginePool, urls: readonly string[], values: OptionValues = SHORT) {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.end = promise;
    this.id = pool.scan(
      { targets: withIds(urls), term: term({ text: 'Python' }), options: engineOptions(values, 'test') },
      {
        onOutcomes: batch => {
          for (const [target, outcome] of batch) {
            assert.ok(!this.outcomes.has(target), `target ${target} has an outcome already`);
            this.outcomes.set(target, outcome);
          }
        },
        onEnd: resolve,
      },
      ROOMY,
    );
  }

  /** The code of each failure, and the kind of every other outcome, in the order of the list. */
  get endings(): (string | undefined)[] {
    return [...this.outcomes]
      .toSorted(([a], [b]) => a - b)
      .map(([, outcome]) => failureOf(outcome)?.code ?? outcome.kind);
  }
}

describe('an engine that stands still', { concurrency: 3, timeout: 180_000 }, () => {
  const folder = temporaryFolder('standstill');
  const trap = path.join(folder.path, 'trap');

  before(() => {
    // The engines inherit it.
    process.env.NODE_OPTIONS = TRAPPED;
    process.env.TRAP = trap;
  });
  after(() => {
    delete process.env.NODE_OPTIONS;
    delete process.env.TRAP;
    folder.remove();
  });

  function openPool(): EnginePool & Disposable {
    const pool = new EnginePool(ENGINE, { debug() {}, warn() {} });
    return Object.assign(pool, { [Symbol.dispose]: () => pool.dispose() });
  }

  it('fails its page, and what another scan has under way in it goes on', async () => {
    await using site = await openSite({ '/still': { body: STILL }, '*': { body: 'A Python' } });
    await using slow = await openSite({ '*': { body: 'A Python', delay: 1_000 } });
    using pool = openPool();
    const innocent = new Scanned(pool, [slow.url('/1'), slow.url('/2')], { totalTimeout: 2 });
    await slow.waitForRequests(1);
    const guilty = new Scanned(pool, [site.url('/still'), site.url('/1')]);
    assert.deepEqual([await guilty.end, await innocent.end], [undefined, undefined]);
    assert.deepEqual(guilty.endings, ['ENGINE_STALLED', 'mentions']);
    assert.deepEqual(innocent.endings, ['mentions', 'mentions']);
    assert.ok(slow.requests.length <= 4, 'scanned again once');
  });

  it('is ended as well if not only its main thread stands still, and no page is to blame', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    site.pause();
    using pool = openPool();
    const scanned = new Scanned(pool, ['/1', '/2', '/3'].map(site.url));
    await site.waitForRequests(3);
    const [frozen = assert.fail('no process')] = pool.pids;
    process.kill(frozen, 'SIGSTOP');
    site.resume();
    assert.equal(await scanned.end, undefined);
    assert.deepEqual(scanned.endings, ['mentions', 'mentions', 'mentions']);
    assert.equal(isRunning(frozen), false);
  });

  it('is ended at once by Stop, and the next scan is not held up', async () => {
    await using site = await openSite({ '/still': { body: STILL }, '*': { body: 'A Python' } });
    using pool = openPool();
    const stopped = new Scanned(pool, [site.url('/still')], {});
    await site.waitForRequests(1);
    await setTimeout(STANDS);
    const ended = pool.ended();
    const began = performance.now();
    pool.stop(stopped.id);
    const next = new Scanned(pool, [site.url('/1')], {});
    await ended;
    assert.ok(performance.now() - began < 1_500, 'it does not wait for the engine, which would take 2 s');
    assert.equal(await next.end, undefined);
    assert.deepEqual([stopped.endings, next.endings], [[], ['mentions']]);
  });

  it('is ended soon by Stop although it has just begun to stand still', async () => {
    await using site = await openSite({ '/still': { body: STILL }, '*': { body: 'A Python' } });
    using pool = openPool();
    const stopped = new Scanned(pool, [site.url('/still')], {});
    await site.waitForRequests(1);
    // The page comes. On a slow machine it does not yet, and then the engine can stop it.
    await setTimeout(300);
    pool.stop(stopped.id);
    const next = new Scanned(pool, [site.url('/1')], {});
    assert.equal(await next.end, undefined);
    assert.deepEqual([stopped.endings, next.endings], [[], ['mentions']]);
  });

  it('is ended when its pages are not needed any more', async () => {
    await using site = await openSite({ '*': { body: STILL } });
    using pool = openPool();
    const scanned = new Scanned(pool, [site.url('/')], {});
    await site.waitForRequests(1);
    const [pid = assert.fail('no process')] = pool.pids;
    const ended = pool.ended();
    pool.forget(scanned.id);
    await ended;
    assert.equal(isRunning(pid), false);
    assert.deepEqual(scanned.endings, []);
  });

  for (const model of ['pool', 'processPerUrl'] as const) {
    it(`is ended when its page is skipped: ${model}`, async () => {
      await using site = await openSite({ '*': { body: STILL } });
      await using slow = await openSite({ '*': { body: 'A Python', delay: 1_000 } });
      using pool = openPool();
      const scanned = new Scanned(pool, [site.url('/'), slow.url('/')], { model });
      await site.waitForRequests(1);
      await setTimeout(STANDS);
      const began = performance.now();
      pool.skip(scanned.id, [0]);
      assert.equal(await scanned.end, undefined);
      assert.deepEqual(scanned.endings, ['CANCELLED', 'mentions']);
      assert.ok(performance.now() - began < 12_000, 'the limit of a standstill would be 22 s');
      assert.equal(site.requests.length, 1);
    });
  }

  it('ends a search of kept pages and the showing of one, which are lost, but not the scan beside it', async () => {
    try {
      await using site = await openSite({ '*': { body: 'A Python, STAND STILL LATER' } });
      await using slow = await openSite({ '*': { body: 'A Python' } });
      using pool = openPool();
      const kept = new Scanned(pool, [site.url('/')]);
      await kept.end;
      assert.deepEqual(kept.endings, ['mentions']);
      const options = engineOptions(SHORT, 'test');
      const wanted = { term: term({ text: 'Perl' }), options };
      for (const [name, ask] of [
        [
          'search',
          () => pool.search(kept.id, wanted, () => assert.fail('an outcome'), new AbortController().signal),
        ],
        ['page', () => pool.page(kept.id, 0, { ...wanted, view: 'source' })],
      ] as const) {
        slow.pause();
        const scanned = new Scanned(pool, [slow.url(`/${name}`)]);
        await slow.waitForRequests(1);
        writeFileSync(trap, '');
        assert.equal(await ask(), undefined, name);
        rmSync(trap);
        slow.resume();
        await scanned.end;
        assert.deepEqual(scanned.endings, ['mentions'], name);
        assert.equal(await pool.page(kept.id, 0, { ...wanted, view: 'source' }), undefined, 'it is lost');
      }
    } finally {
      rmSync(trap, { force: true });
    }
  });

  it('is left alone while it does nothing for anybody', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    using pool = openPool();
    const scanned = new Scanned(pool, [site.url('/')]);
    await scanned.end;
    const [pid = assert.fail('no process')] = pool.pids;
    process.kill(pid, 'SIGSTOP');
    // Longer than its watchdog would take to be missed.
    await setTimeout(16_000);
    process.kill(pid, 'SIGCONT');
    const options = engineOptions(SHORT, 'test');
    const page = await pool.page(scanned.id, 0, { term: term({ text: 'Python' }), options, view: 'source' });
    assert.equal(page?.text, 'A Python');
    assert.deepEqual(pool.pids, [pid]);
  });
});
