/** The reasons for the time of each concurrency model. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { whyText } from '../../../../src/engine/compare/whyModels.ts';
import { MODELS } from '../../../../src/engine/model/concurrencyModel.ts';
import { modelResult, THREE_OUTCOMES } from '../../support/modelResults.ts';

it('each model has its reason', () => {
  const results = MODELS.map((model, index) => modelResult(model, 1_000 - index, THREE_OUTCOMES));
  const reasons = results.map(each => whyText(each, results));
  assert.equal(new Set(reasons).size, MODELS.length);
  for (const reason of reasons) assert.ok(reason.split(/[.:] /).length >= 2, reason);
});
