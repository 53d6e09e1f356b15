/** A host whose `fetch` never answers, and does not mind that nobody waits for it. */

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { EngineProcess } from '../../../../src/engine/pool/engineProcess.ts';
import { ENGINE } from '../../support/engine.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

describe('a fetch of the host that never settles', { timeout: 60_000 }, () => {
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('fails its own line at the time limit, and leaves other lines and their engine alone', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    let unanswered = 0;
    globalThis.fetch = (input, init) => {
      if (!String(input).includes('/never')) return fetch(input, init);
      unanswered++;
      return new Promise(() => {});
    };
    const faults: string[] = [];
    const engine = new EngineProcess({
      module: ENGINE,
      log: { debug() {}, warn: text => void faults.push(text) },
    });
    const outcomes = new Map<number, Outcome>();
    try {
      await new Promise<void>((resolve, reject) => {
        engine.scan(
          {
            targets: [
              [0, site.url('/never')],
              [1, site.url('/1')],
              [2, site.url('/2')],
            ],
            term: term({ text: 'Python' }),
            options: engineOptions({ transport: 'vscode', totalTimeout: 2, retries: 0 }, 'test'),
          },
          {
            onOutcomes: batch => {
              for (const [target, outcome] of batch) outcomes.set(target, outcome);
            },
            onEnd: fault => (fault ? reject(new Error(fault)) : resolve()),
            onLoss: ({ fault }) => reject(new Error(fault)),
          },
        );
      });
    } finally {
      engine.dispose();
    }
    const endings = [0, 1, 2].map(target => {
      const outcome = outcomes.get(target) as Outcome;
      return failureOf(outcome)?.code ?? outcome.kind;
    });
    assert.deepEqual(endings.slice(1), ['mentions', 'mentions']);
    assert.match(endings[0] ?? '', /TIMEOUT/);
    assert.deepEqual([unanswered, faults], [1, []]);
  });
});
