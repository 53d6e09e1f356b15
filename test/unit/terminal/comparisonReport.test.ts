/** The comparison of models in the terminal. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differences } from '../../../src/engine/compare/comparison.ts';
import type { CpuResult } from '../../../src/engine/compare/cpuModel.ts';
import { whyCpuText } from '../../../src/engine/compare/cpuModelTexts.ts';
import { failure } from '../../../src/engine/model/failure.ts';
import { failed } from '../../../src/engine/model/outcome.ts';
import { comparisonReport } from '../../../src/terminal/comparisonReport.ts';
import { modelResult, THREE_OUTCOMES } from '../support/modelResults.ts';
import { outcomes } from '../support/outcomes.ts';
import { openSite } from '../support/site.ts';
import { runCli, temporaryFile } from '../support/terminal.ts';

describe('what is said of it', () => {
  const other = [outcomes.mention, failed(failure('HTTP_STATUS', 'x'), { status: 503 }), outcomes.broken];
  const targets = ['http://a.example/', 'http://user:secret@b.example/', 'http://c.example/'];

  it('names the URLs that the web answered differently, and what it said', () => {
    const results = [modelResult('oneAtATime', 3_000, THREE_OUTCOMES), modelResult('pool', 500, other)];
    assert.deepEqual(differences(results), [
      { target: 1, verdicts: ['no mention', 'failed HTTP_STATUS 503'] },
    ]);
    const report = comparisonReport(results, targets, []);
    assert.match(report, /The web answered differently on 1 URL:\n {2}http:\/\/•••@b\.example\/\n/);
    assert.match(report, / {4}One at a time: no mention\n {4}A pool: failed HTTP_STATUS 503/);
  });

  it('leaves out of the judgement what was stopped', () => {
    const stopped = modelResult('pool', 100, [outcomes.mention, outcomes.stopped, outcomes.stopped]);
    const results = [modelResult('oneAtATime', 3_000, THREE_OUTCOMES), stopped];
    assert.deepEqual(differences(results), []);
    assert.match(
      comparisonReport(results, targets, []),
      /Fewer than two models finished, so there is nothing to compare\./,
    );
  });

  it('is a table, with the times as fast as one at a time', () => {
    const results = [
      modelResult('oneAtATime', 3_000, THREE_OUTCOMES),
      modelResult('pool', 500, THREE_OUTCOMES),
    ];
    const lines = comparisonReport(results, targets, []).split('\n');
    assert.match(lines[0] ?? '', /^Model +Processes × requests +Time +Speed-up/);
    assert.match(lines[2] ?? '', /^One at a time +1 × 1 +3\.00 s +1\.0 × +0\.50 s +100 MiB +3 +2 +1 +1$/);
    assert.match(lines[3] ?? '', /^A pool +1 × 1 +0\.50 s +6\.0 ×/);
    assert.ok(lines.includes('All models agree on every URL.'));
    assert.ok(lines.every(line => line.length <= 125));
  });

  it('tells the lane without the network from the other', () => {
    const cpu = (model: CpuResult['model'], wall: number): CpuResult => ({
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
    const report = comparisonReport([modelResult('oneAtATime', 3_000, THREE_OUTCOMES)], targets, lane);
    assert.match(report, /2 pages of the list were read as text and searched 7 times each/);
    assert.match(report, /processPool +2 +0\.50 s +2\.0 ×/);
    assert.match(whyCpuText(lane[2] as CpuResult, lane), /Parallelism is faster/);
    assert.match(whyCpuText(lane[3] as CpuResult, lane), /do not help/);
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
