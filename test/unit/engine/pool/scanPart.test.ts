/** A scan whose process ends before the scan. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { ENGINE } from '../../support/engine.ts';
import { ROOMY } from '../../support/keeping.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

const REQUEST = {
  term: term({ text: 'Python' }),
  options: engineOptions({ perHostConcurrency: 1 }, 'test'),
};

describe('a scan that loses its process', { timeout: 60_000 }, () => {
  it('goes on in a new one, without the page that was under way', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const targets = ['/1', '/2', '/3', '/4'].map(site.url);
    const pool = new EnginePool(ENGINE, { debug() {}, warn() {} });
    try {
      site.pause();
      const outcomes = new Map<number, Outcome>();
      let scan = 0;
      const fault = await new Promise<string | undefined>(resolve => {
        let isKilled = false;
        scan = pool.scan(
          { ...REQUEST, targets: withIds(targets) },
          {
            onOutcomes: batch => {
              for (const [target, outcome] of batch) {
                assert.ok(!outcomes.has(target));
                outcomes.set(target, outcome);
              }
            },
            onProgress: ({ started }) => {
              if (isKilled || !started.length) return;
              isKilled = true;
              for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
              site.resume();
            },
            onEnd: resolve,
          },
          ROOMY,
        );
      });
      assert.equal(fault, undefined);
      assert.deepEqual(
        [0, 1, 2, 3].map(target => outcomes.get(target)?.kind),
        ['failed', 'mentions', 'mentions', 'mentions'],
      );
      assert.equal(failureOf(outcomes.get(0) as Outcome)?.code, 'INTERNAL');
      const page = await pool.page(scan, 3, { ...REQUEST, view: 'source' });
      assert.equal(page?.text, 'A Python', 'pages of the new process are found');
    } finally {
      pool.dispose();
    }
  });

  it('is given up when each new one is lost, too, and says why', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const pool = new EnginePool('/nowhere/engine.cjs', { debug() {}, warn() {} });
    try {
      const fault = await new Promise<string | undefined>(resolve =>
        pool.scan({ ...REQUEST, targets: [[0, site.url('/')]] }, { onOutcomes() {}, onEnd: resolve }),
      );
      assert.match(fault ?? '', /ended with status 1/);
      assert.equal(site.requests.length, 0);
    } finally {
      pool.dispose();
    }
  });
});
