/** How long property tests run, and from which seed. */

import type { Parameters } from 'fast-check';

/** The same for each run of the tests, so that the same commit has the same result. `npm test -- fuzz` sets others. */
const seed = Number(process.env.FUZZ_SEED || 1);

/** How many times the usual number of examples. */
const times = Number(process.env.FUZZ_TIMES || 1);

/**
 * What every `fc.assert` is told.
 * @param numRuns the usual number of examples, which takes a second at most
 */
export function runs<T = unknown>(numRuns = 100): Parameters<T> {
  return { seed, numRuns: numRuns * times };
}

/** @param ms enough for the usual number of examples */
export function timeLimit(ms: number): number {
  return ms * times;
}
