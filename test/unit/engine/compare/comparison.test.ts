/** The comparison of models: its scans, and its end. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { compareModels, differences, speedUp } from '../../../../src/engine/compare/comparison.ts';
import { whyText } from '../../../../src/engine/compare/whyModels.ts';
import { MODELS } from '../../../../src/engine/model/concurrencyModel.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { ENGINE } from '../../support/engine.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

const options = engineOptions({ perHostConcurrency: 64 }, 'test');

describe('a comparison', { timeout: 120_000 }, () => {
  let engine: EnginePool;
  before(() => {
    engine = new EnginePool(ENGINE, { debug() {}, warn() {} });
  });
  after(() => engine.dispose());

  it('scans the list once with each model, one after another, and they agree', async () => {
    await using site = await openSite({
      '/1': { body: 'Python' },
      '/2': { body: 'Python python' },
      '/3': { body: 'nothing' },
      '/4': { status: 404 },
    });
    const targets = ['/1', '/2', '/3', '/4'].map(site.url);
    const seen: string[] = [];
    const pools: EnginePool[] = [];
    const { pages, results } = await compareModels(
      { targets: withIds(targets), term: term(), options },
      {
        models: MODELS,
        signal: new AbortController().signal,
        createPool: () => {
          for (const pool of pools) assert.deepEqual(pool.pids, [], 'the model before has ended');
          pools.push(engine.createPool());
          return pools.at(-1) ?? assert.fail();
        },
      },
      {
        onProgress: (model, done) => {
          if (done === 0) seen.push(model);
        },
        onResult: ({ model }) => seen.push(`${model} is done`),
      },
    );
    assert.deepEqual(
      seen,
      MODELS.flatMap(model => [model, `${model} is done`]),
    );
    assert.deepEqual(differences(results), []);
    assert.deepEqual(pages, ['Python', 'Python python', 'nothing']);
    for (const { mostInFlight, outcomes, tally, usage, wall } of results) {
      assert.deepEqual([tally.responses, tally.mentions, tally.failed, tally.cancelled], [3, 2, 1, 0]);
      assert.equal(outcomes.length, 4);
      assert.ok(wall > 0 && usage && usage.cpu > 0);
      assert.ok(mostInFlight >= 1 && mostInFlight <= 4);
    }
    assert.equal(results.find(({ model }) => model === 'oneAtATime')?.mostInFlight, 1);
    assert.equal(results.find(({ model }) => model === 'processPerUrl')?.usage?.processes, 4);
    // Each model requests each page once.
    for (const path of ['/1', '/2', '/3', '/4']) {
      assert.equal(site.requests.filter(each => each.path === path).length, MODELS.length, path);
    }
  });

  it('ends when it is stopped, and its processes with it', async () => {
    const server = await silentServer();
    try {
      const stopping = new AbortController();
      const pools: EnginePool[] = [];
      const comparing = compareModels(
        { targets: [[0, server.url]], term: term(), options },
        {
          models: ['pool', 'processPerUrl'],
          signal: stopping.signal,
          createPool: () => {
            pools.push(engine.createPool());
            return pools.at(-1) ?? assert.fail();
          },
        },
        { onProgress() {}, onResult() {} },
      );
      await server.waitForConnections(1);
      stopping.abort();
      const { results } = await comparing;
      assert.deepEqual(
        results.map(({ model, tally }) => [model, tally.cancelled]),
        [['pool', 1]],
      );
      assert.deepEqual(
        pools.flatMap(({ pids }) => pids),
        [],
      );
      assert.match(whyText(results[0] ?? assert.fail(), results), /^It was stopped/);
      assert.equal(speedUp(results[0] ?? assert.fail(), results), undefined);
    } finally {
      await server.close();
    }
  });
});
