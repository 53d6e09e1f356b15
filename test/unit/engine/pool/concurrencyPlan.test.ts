/** The plan of each concurrency model. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capText, modelTexts } from '../../../../src/engine/compare/modelTexts.ts';
import { MODELS, type ModelName } from '../../../../src/engine/model/concurrencyModel.ts';
import { engineOptions, type OptionValues } from '../../../../src/engine/model/options.ts';
import { planOf } from '../../../../src/engine/pool/concurrencyPlan.ts';

const machine = { cores: 4, room: 500 };

function plan(model: ModelName, targets: number, values: OptionValues = {}) {
  return planOf(engineOptions({ ...values, model }, 'test'), targets, machine);
}

describe('a plan', () => {
  const shape = (...args: Parameters<typeof plan>) => {
    const { processes, requests } = plan(...args);
    return [processes, requests];
  };

  it('is two numbers: processes, and requests at once in each', () => {
    assert.deepEqual(shape('oneAtATime', 64), [1, 1]);
    assert.deepEqual(shape('allAtOnce', 64), [1, 64]);
    assert.deepEqual(shape('pool', 64), [1, 128]);
    // One core stays free for the program that uses the engine.
    assert.deepEqual(shape('pool', 20_000), [3, 42]);
    assert.deepEqual(shape('pool', 20_000, { processes: 4 }), [4, 32]);
    assert.deepEqual(shape('pool', 20_000, { processes: 1 }), [1, 128]);
    assert.deepEqual(shape('queue', 64), [1, 128]);
    assert.deepEqual(shape('processPool', 64), [4, 32]);
    assert.deepEqual(shape('processPool', 3), [3, 42]);
    assert.deepEqual(shape('processPerUrl', 64), [16, 1]);
    assert.deepEqual(shape('processPerUrl', 5), [5, 1]);
  });

  it('says where it is capped', () => {
    assert.equal(capText(plan('allAtOnce', 500)), undefined);
    assert.match(capText(plan('allAtOnce', 501)) ?? '', /^Capped at 500 requests/);
    assert.equal(capText(plan('processPerUrl', 16)), undefined);
    assert.match(capText(plan('processPerUrl', 17)) ?? '', /^Capped at 16 processes/);
  });

  it('has one process where VS Code carries the requests, but for a process per URL', () => {
    assert.deepEqual(shape('processPool', 64, { transport: 'vscode' }), [1, 128]);
    assert.deepEqual(shape('pool', 20_000, { transport: 'vscode' }), [1, 128]);
    assert.deepEqual(shape('processPerUrl', 64, { transport: 'vscode' }), [4, 1]);
  });

  it('lets one batch wait in the model that is about waiting, and a few in the others', () => {
    assert.equal(plan('queue', 64).mostUnread, 1);
    assert.ok(plan('pool', 64).mostUnread > 1);
  });

  it('has a name, the tutorial’s name, and a sentence for each', () => {
    const texts = MODELS.map(modelTexts);
    assert.equal(new Set(texts.map(({ name }) => name)).size, MODELS.length);
    for (const { how, tutorial } of texts) {
      assert.match(how, /\.$/);
      assert.ok(tutorial);
    }
  });
});
