/** The names of the concurrency models. What each of them runs is decided in `pool/concurrencyPlan.ts`. */

/** In the order in which they are shown: from no concurrency at all to the most of it. */
export const MODELS = ['oneAtATime', 'allAtOnce', 'pool', 'queue', 'processPerUrl', 'processPool'] as const;

export type ModelName = (typeof MODELS)[number];

export const USUAL_MODEL: ModelName = 'pool';
