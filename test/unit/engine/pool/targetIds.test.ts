/** A scan of some targets of a list: every message of every process names the targets by their ids. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MODELS } from '../../../../src/engine/model/concurrencyModel.ts';
import { engineOptions, type OptionValues } from '../../../../src/engine/model/options.ts';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import type { Target } from '../../../../src/engine/model/target.ts';
import { EnginePool, type PoolEvents } from '../../../../src/engine/pool/enginePool.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { ENGINE } from '../../support/engine.ts';
import { ROOMY } from '../../support/keeping.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

const TERM = term({ text: 'Python' });

/** Every page contains its path. */
const ROUTES = Object.fromEntries(
  Array.from({ length: 1_000 }, (_, n) => [`/${n}`, { body: `Python ${n}` }]),
);

const sorted = (ids: Iterable<number>) => [...ids].toSorted((a, b) => a - b);

/** A scan in a separate pool, with its events. */
class Scanned implements Disposable {
  readonly pool = new EnginePool(ENGINE, { debug() {}, warn() {} });
  readonly outcomes = new Map<number, Outcome>();
  readonly started = new Set<number>();
  readonly scan: number;
  /** Settles with the fault, if any, at the end. */
  readonly end: Promise<string | undefined>;

  constructor(
    targets: readonly Target[],
    values: OptionValues,
    onProgress: PoolEvents['onProgress'] = () => {},
  ) {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.end = promise;
    this.scan = this.pool.scan(
      { targets, term: TERM, options: engineOptions(values, 'test') },
      {
        onOutcomes: outcomes => {
          for (const [target, outcome] of outcomes) {
            assert.ok(!this.outcomes.has(target));
            this.outcomes.set(target, outcome);
          }
        },
        onProgress: progress => {
          for (const [target] of progress.started) this.started.add(target);
          onProgress(progress);
        },
        onEnd: resolve,
      },
      ROOMY,
    );
  }

  async page(target: number): Promise<string | undefined> {
    const wanted = { view: 'source', term: TERM, options: engineOptions({}, 'test') } as const;
    return (await this.pool.page(this.scan, target, wanted))?.text;
  }

  /** Searches the pages again. @returns the ids of those that have the text */
  async search(text: string): Promise<number[]> {
    const found: number[] = [];
    await this.pool.search(
      this.scan,
      { term: term({ text }), options: engineOptions({}, 'test') },
      outcomes => {
        for (const [target, { kind }] of outcomes) if (kind === 'mentions') found.push(target);
      },
      new AbortController().signal,
    );
    return sorted(found);
  }

  [Symbol.dispose](): void {
    this.pool.dispose();
  }
}

describe('the targets 5 and 17 of a list', { timeout: 120_000 }, () => {
  for (const model of MODELS) {
    it(`keep their ids in outcomes, pages and searches: ${model}`, async () => {
      await using first = await openSite(ROUTES);
      await using second = await openSite(ROUTES);
      using scanned = new Scanned(
        [
          [5, first.url('/5')],
          [17, second.url('/17')],
        ],
        { model },
      );
      assert.equal(await scanned.end, undefined);
      assert.deepEqual(sorted(scanned.outcomes.keys()), [5, 17]);
      for (const [target, { finalUrl }] of scanned.outcomes)
        assert.match(finalUrl ?? '', new RegExp(`/${target}$`));
      assert.deepEqual([await scanned.page(5), await scanned.page(17)], ['Python 5', 'Python 17']);
      for (const target of [0, 1, 6, 18]) assert.equal(await scanned.page(target), undefined);
      assert.deepEqual(await scanned.search('Python'), [5, 17]);
      assert.deepEqual(await scanned.search('17'), [17]);
    });

    it(`are started and skipped by their ids: ${model}`, async () => {
      const silent = await silentServer();
      try {
        const { promise: isUnderWay, resolve } = Promise.withResolvers<void>();
        using scanned = new Scanned(
          [
            [5, `${silent.url}5`],
            [17, `${silent.url}17`],
          ],
          { model },
          () => resolve(),
        );
        await isUnderWay;
        // Positions in the request are not ids.
        scanned.pool.skip(scanned.scan, [0, 1]);
        scanned.pool.skip(scanned.scan, [17]);
        scanned.pool.skip(scanned.scan, [5]);
        assert.equal(await scanned.end, undefined);
        assert.deepEqual(sorted(scanned.outcomes.keys()), [5, 17]);
        for (const { kind } of scanned.outcomes.values()) assert.equal(kind, 'cancelled');
        for (const target of scanned.started) assert.ok([5, 17].includes(target), `${target} was started`);
      } finally {
        await silent.close();
      }
    });
  }

  it('keep them when the order of the request is another one', async () => {
    await using site = await openSite(ROUTES);
    using scanned = new Scanned(
      [
        [17, site.url('/17')],
        [5, site.url('/5')],
      ],
      { model: 'oneAtATime' },
    );
    assert.equal(await scanned.end, undefined);
    assert.deepEqual([...scanned.outcomes.keys()], [17, 5], 'the order of the request');
    assert.deepEqual([await scanned.page(5), await scanned.page(17)], ['Python 5', 'Python 17']);
  });
});

describe('every second target of a list', { timeout: 120_000 }, () => {
  it('keeps its id in several processes', async () => {
    await using first = await openSite(ROUTES);
    await using second = await openSite(ROUTES);
    const ids = Array.from({ length: 450 }, (_, n) => 2 * n + 1);
    using scanned = new Scanned(
      ids.map(id => [id, (id % 3 ? first : second).url(`/${id}`)]),
      { perHostConcurrency: 64, processes: 2 },
    );
    assert.equal(await scanned.end, undefined);
    assert.deepEqual(sorted(scanned.outcomes.keys()), ids);
    for (const id of [1, 3, 5, 7, 451, 897, 899]) assert.equal(await scanned.page(id), `Python ${id}`);
    assert.equal(await scanned.page(2), undefined);
    assert.deepEqual(await scanned.search('Python'), ids);
    assert.deepEqual(
      await scanned.search('99'),
      ids.filter(id => String(id).includes('99')),
    );
  });

  it('keeps its id when a process is lost', async () => {
    await using site = await openSite(ROUTES);
    site.pause();
    let isKilled = false;
    using scanned: Scanned = new Scanned(
      [5, 17, 40, 63].map(id => [id, site.url(`/${id}`)]),
      { perHostConcurrency: 1 },
      ({ started }) => {
        if (isKilled || !started.length) return;
        isKilled = true;
        for (const pid of scanned.pool.pids) process.kill(pid, 'SIGKILL');
        site.resume();
      },
    );
    assert.equal(await scanned.end, undefined);
    assert.deepEqual(
      sorted(scanned.outcomes.keys()).map(id => [id, scanned.outcomes.get(id)?.kind]),
      [
        [5, 'mentions'],
        [17, 'mentions'],
        [40, 'mentions'],
        [63, 'mentions'],
      ],
    );
    assert.equal(await scanned.page(5), 'Python 5');
    assert.equal(await scanned.page(40), 'Python 40');
    assert.deepEqual(await scanned.search('Python'), [5, 17, 40, 63]);
  });
});
