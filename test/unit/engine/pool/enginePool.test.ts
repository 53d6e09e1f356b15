/** Several engine processes that act as one engine. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { ENGINE } from '../../support/engine.ts';
import { ROOMY } from '../../support/keeping.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

describe('a scan with several processes', () => {
  it('gives each target its own outcome and page, and ends once', async () => {
    const routes = Object.fromEntries(
      Array.from({ length: 450 }, (_, n) => [`/${n}`, { body: n % 3 ? `Python ${n}` : `nothing ${n}` }]),
    );
    await using first = await openSite(routes);
    await using second = await openSite(routes);
    const targets = Array.from({ length: 450 }, (_, n) => (n % 2 ? first : second).url(`/${n}`));
    const pool = new EnginePool(ENGINE, { debug: () => {}, warn: message => assert.fail(message) });
    try {
      const outcomes = new Map<number, Outcome>();
      let ends = 0;
      let scan = 0;
      await new Promise<void>((resolve, reject) => {
        const options = engineOptions({ perHostConcurrency: 64, processes: 2 }, 'test');
        scan = pool.scan(
          { targets: withIds(targets), term: term({ text: 'Python' }), options },
          {
            onOutcomes: batch => {
              for (const [target, outcome] of batch) {
                assert.ok(!outcomes.has(target));
                outcomes.set(target, outcome);
              }
            },
            onEnd: fault => {
              ends++;
              if (fault) reject(new Error(fault));
              else resolve();
            },
          },
          ROOMY,
        );
      });
      assert.equal(outcomes.size, 450);
      for (const [target, { kind }] of outcomes) assert.equal(kind, target % 3 ? 'mentions' : 'noMention');
      const wanted = { term: term({ text: 'Python' }), options: engineOptions({}, 'test') };
      for (const target of [1, 2, 3, 4, 448, 449]) {
        const page = await pool.page(scan, target, { ...wanted, view: 'source' });
        assert.equal(page?.text, `${target % 3 ? 'Python' : 'nothing'} ${target}`);
      }
      const ended = pool.ended();
      pool.forget(scan);
      await ended;
      assert.deepEqual(pool.pids, []);
      assert.equal(ends, 1);
    } finally {
      pool.dispose();
    }
  });
});
