/** Results of concurrency models. */

import type { ModelResult } from '../../../src/engine/compare/comparison.ts';
import type { ModelName } from '../../../src/engine/model/concurrencyModel.ts';
import type { Outcome } from '../../../src/engine/model/outcome.ts';
import { tallyOf } from '../../../src/engine/model/tally.ts';
import { outcomes } from './outcomes.ts';

const plan = { processes: 1, requests: 1, isProcessPerUrl: false, mostUnread: 1 };

/** @param wall in ms */
export function modelResult(model: ModelName, wall: number, found: readonly Outcome[]): ModelResult {
  const usage = { cpu: 500, peakMemory: 100 * 1024 ** 2, processes: 1, mostAlive: 1 };
  return { model, plan, wall, usage, mostInFlight: 3, tally: tallyOf(found), outcomes: found };
}

/** A mention, a page without one, and a failure. */
export const THREE_OUTCOMES: readonly Outcome[] = [outcomes.mention, outcomes.nothing, outcomes.broken];
