/** The names of the concurrency models. `pool/concurrencyPlan.ts` decides how many processes and requests each one uses. */

/** In the order in which they are shown: from the least concurrency to the most. */
export const MODELS = ['oneAtATime', 'allAtOnce', 'pool', 'queue', 'processPerUrl', 'processPool'] as const;

export type ModelName = (typeof MODELS)[number];

export const USUAL_MODEL: ModelName = 'pool';
