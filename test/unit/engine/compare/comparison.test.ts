/** The comparison of models: what it runs, what it says, and how it ends. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  compareModels,
  differences,
  type ModelResult,
  speedUp,
} from '../../../../src/engine/compare/comparison.ts';
import type { CpuLaneResult } from '../../../../src/engine/compare/cpuModel.ts';
import { cpuLaneNote, whyCpuText } from '../../../../src/engine/compare/cpuModelTexts.ts';
import { runCpuLane } from '../../../../src/engine/compare/runCpuModels.ts';
import { whyText } from '../../../../src/engine/compare/whyModels.ts';
import { MODELS, type ModelName } from '../../../../src/engine/model/concurrencyModel.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { runMatchJob } from '../../../../src/engine/search/matchJob.ts';
import { comparisonReport } from '../../../../src/terminal/comparisonReport.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { outcomes } from '../../support/outcomes.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';
import { runCli, temporaryFile } from '../../support/terminal.ts';

const MAIN = fileURLToPath(new URL('../../../../src/engine/process/main.ts', import.meta.url));

const options = engineOptions({ perHostConcurrency: 64 }, 'test');
const plan = { processes: 1, requests: 1, isProcessPerUrl: false, mostUnread: 1 };

function result(model: ModelName, wall: number, found: readonly Outcome[]): ModelResult {
  const usage = { cpu: 500, peakMemory: 100 * 1024 ** 2, processes: 1, mostAlive: 1 };
  return { model, plan, wall, usage, mostInFlight: 3, tally: tallyOf(found), outcomes: found };
}

describe('a comparison', { timeout: 120_000 }, () => {
  let engine: EnginePool;
  before(() => {
    engine = new EnginePool(MAIN, { debug() {}, warn() {} });
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
          pools.push(engine.another());
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
    // Each page is asked for once by each model.
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
            pools.push(engine.another());
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

  it('burns the processor without the network, with the same result in each model', async () => {
    const pages = Array.from({ length: 3 }, () => `<p>${'Python and more. '.repeat(2_000)}</p>`);
    const results = await runCpuLane(
      {
        request: { term: term(), options },
        pages,
        models: ['oneAtATime', 'pool', 'processPerUrl', 'processPool'],
        createEngine: () => engine.single(),
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
    assert.match(cpuLaneNote(first ?? assert.fail()), /^3 pages of the list/);
  });

  it('burns nothing when it is stopped', async () => {
    const results = await runCpuLane(
      {
        request: { term: term(), options },
        pages: ['Python'],
        models: ['pool'],
        createEngine: () => engine.single(),
        signal: AbortSignal.abort(),
      },
      { onProgress() {}, onResult() {} },
    );
    assert.deepEqual(results, []);
  });
});

describe('threads that share memory', () => {
  it('take each page once, and lose no count', async () => {
    const pages = Array.from({ length: 50 }, (_, n) => 'Python '.repeat(n));
    const job = { pages, term: term(), times: 2 };
    const wanted = 2 * 49 * 25;
    assert.equal(await runMatchJob({ ...job, threads: 0 }, MAIN), wanted);
    assert.equal(await runMatchJob({ ...job, threads: 4 }, MAIN), wanted);
  });
});

describe('what is said of it', () => {
  const same = [outcomes.mention, outcomes.nothing, outcomes.broken];
  const other = [outcomes.mention, failed(failure('HTTP_STATUS', 'x'), { status: 503 }), outcomes.broken];
  const targets = ['http://a.example/', 'http://user:secret@b.example/', 'http://c.example/'];

  it('names the URLs that the web answered differently, and what it said', () => {
    const results = [result('oneAtATime', 3_000, same), result('pool', 500, other)];
    assert.deepEqual(differences(results), [
      { target: 1, verdicts: ['no mention', 'failed HTTP_STATUS 503'] },
    ]);
    const report = comparisonReport(results, targets, []);
    assert.match(report, /The web answered differently on 1 URL:\n {2}http:\/\/•••@b\.example\/\n/);
    assert.match(report, / {4}One at a time: no mention\n {4}A pool: failed HTTP_STATUS 503/);
  });

  it('leaves out of the judgement what was stopped', () => {
    const stopped = result('pool', 100, [outcomes.mention, outcomes.stopped, outcomes.stopped]);
    const results = [result('oneAtATime', 3_000, same), stopped];
    assert.deepEqual(differences(results), []);
    assert.match(
      comparisonReport(results, targets, []),
      /Fewer than two models finished, so there is nothing to compare\./,
    );
  });

  it('is a table, with the times as fast as one at a time', () => {
    const results = [result('oneAtATime', 3_000, same), result('pool', 500, same)];
    const lines = comparisonReport(results, targets, []).split('\n');
    assert.match(lines[0] ?? '', /^Model +Processes × requests +Time +Speed-up/);
    assert.match(lines[2] ?? '', /^One at a time +1 × 1 +3\.00 s +1\.0 × +0\.50 s +100 MiB +3 +2 +1 +1$/);
    assert.match(lines[3] ?? '', /^A pool +1 × 1 +0\.50 s +6\.0 ×/);
    assert.ok(lines.includes('All models agree on every URL.'));
    assert.ok(lines.every(line => line.length <= 125));
  });

  it('gives each model its reason', () => {
    const results = MODELS.map((model, index) => result(model, 1_000 - index, same));
    const reasons = results.map(each => whyText(each, results));
    assert.equal(new Set(reasons).size, MODELS.length);
    for (const reason of reasons) assert.ok(reason.split(/[.:] /).length >= 2, reason);
  });

  it('tells the lane without the network from the other', () => {
    const cpu = (model: CpuLaneResult['model'], wall: number): CpuLaneResult => ({
      model,
      name: model,
      tutorial: 'x',
      workers: 2,
      wall,
      cpu: 10,
      matches: 4,
      pages: 2,
      times: 7,
    });
    const lane = [
      cpu('oneAtATime', 1_000),
      cpu('pool', 990),
      cpu('processPool', 500),
      cpu('sharedMemory', 1_200),
    ];
    const report = comparisonReport([result('oneAtATime', 3_000, same)], targets, lane);
    assert.match(report, /2 pages of the list were read as text and searched 7 times each/);
    assert.match(report, /processPool +2 +0\.50 s +2\.0 ×/);
    assert.match(whyCpuText(lane[2] as CpuLaneResult, lane), /Parallelism is what wins/);
    assert.match(whyCpuText(lane[3] as CpuLaneResult, lane), /bring nothing/);
  });
});

describe('--compare', { timeout: 120_000 }, () => {
  it('prints the table and why', async () => {
    await using site = await openSite({ '/1': { body: 'Python' }, '/2': { body: 'x' } });
    await using list = await temporaryFile('urls.txt', `${site.url('/1')}\n${site.url('/2')}\n`);
    const { status, stderr, stdout } = await runCli([list.path, '--compare']);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    for (const name of [
      'One at a time',
      'A pool of processes',
      'A process per URL',
      'Threads with shared memory',
    ]) {
      assert.match(stdout, new RegExp(`^${name} `, 'm'));
    }
    assert.match(stdout, /^All models agree on every URL\.$/m);
  });
});
