/**
 * How long property tests run, and from which seed. By default few times from one seed, so that the same commit has the
 * same result. `npm test -- fuzz` runs them long from a random seed: see `fuzzEnvironment` in `test/rig/fuzz.mjs`.
 */

import type { Parameters } from 'fast-check';

/** Of the examples that all runs without `SEED` see. */
const SEED = 1;

const seed = Number(process.env.SEED || SEED);

/** How many times as many examples as by default. */
const times = Number(process.env.FUZZ_TIMES || 1);

/**
 * What `fc.assert` is told.
 * @param numRuns how many examples are enough to find what is usually wrong, in a second at most
 */
export function runs<T = unknown>(numRuns = 100): Parameters<T> {
  return { seed, numRuns: numRuns * times };
}
