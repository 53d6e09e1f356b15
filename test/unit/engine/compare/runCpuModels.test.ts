/** The concurrency models side by side without the network. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cpuNote, whyCpuText } from '../../../../src/engine/compare/cpuModelTexts.ts';
import { runCpuModels } from '../../../../src/engine/compare/runCpuModels.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { ENGINE } from '../../support/engine.ts';
import { term } from '../../support/term.ts';

const options = engineOptions({ perHostConcurrency: 64 }, 'test');

describe('the lane without the network', { timeout: 120_000 }, () => {
  let engine: EnginePool;
  before(() => {
    engine = new EnginePool(ENGINE, { debug() {}, warn() {} });
  });
  after(() => engine.dispose());

  it('burns the processor without the network, with the same result in each model', async () => {
    const pages = Array.from({ length: 3 }, () => `<p>${'Python and more. '.repeat(2_000)}</p>`);
    const results = await runCpuModels(
      {
        request: { term: term(), options },
        pages,
        models: ['oneAtATime', 'pool', 'processPerUrl', 'processPool'],
        createEngine: () => engine.createProcess(),
        signal: new AbortController().signal,
      },
      { onProgress() {}, onResult() {} },
    );
    assert.deepEqual(
      results.map(({ model }) => model),
      ['oneAtATime', 'pool', 'processPerUrl', 'processPool', 'sharedMemory'],
    );
    const [first] = results;
    for (const { matches, pages, times, cpu, wall } of results) {
      assert.equal(matches, 3 * 2_000 * times);
      assert.deepEqual([pages, times], [3, first?.times]);
      assert.ok(cpu > 0 && wall > 0);
    }
    for (const each of results) assert.match(whyCpuText(each, results), /\.$/);
    assert.match(cpuNote(first ?? assert.fail()), /^3 pages of the list/);
  });

  it('burns nothing when it is stopped', async () => {
    const results = await runCpuModels(
      {
        request: { term: term(), options },
        pages: ['Python'],
        models: ['pool'],
        createEngine: () => engine.createProcess(),
        signal: AbortSignal.abort(),
      },
      { onProgress() {}, onResult() {} },
    );
    assert.deepEqual(results, []);
  });
});
