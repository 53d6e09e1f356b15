/** Why a concurrency model took the time that it took. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ModelResult } from '../../../../src/engine/compare/comparison.ts';
import { whyText } from '../../../../src/engine/compare/whyModels.ts';
import { MODELS, type ModelName } from '../../../../src/engine/model/concurrencyModel.ts';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import { tallyOf } from '../../../../src/engine/model/tally.ts';
import { outcomes } from '../../support/outcomes.ts';

const plan = { processes: 1, requests: 1, isProcessPerUrl: false, mostUnread: 1 };

function result(model: ModelName, wall: number, found: readonly Outcome[]): ModelResult {
  const usage = { cpu: 500, peakMemory: 100 * 1024 ** 2, processes: 1, mostAlive: 1 };
  return { model, plan, wall, usage, mostInFlight: 3, tally: tallyOf(found), outcomes: found };
}

const SAME = [outcomes.mention, outcomes.nothing, outcomes.broken];

it('each model has its reason', () => {
  const results = MODELS.map((model, index) => result(model, 1_000 - index, SAME));
  const reasons = results.map(each => whyText(each, results));
  assert.equal(new Set(reasons).size, MODELS.length);
  for (const reason of reasons) assert.ok(reason.split(/[.:] /).length >= 2, reason);
});
