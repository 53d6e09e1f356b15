// Mutants that no test can notice, because the changed code does the same. `npm run mutants` counts them apart, and
// fails for an entry that is no mutant of its file any more, or that a test notices.

/**
 * @typedef {object} EquivalentMutant
 * @property {string} file from the root of the checkout
 * @property {string} was the changed lines, as `npm run mutants` prints them
 * @property {string} is the same lines with the change
 * @property {string} why
 */

/** @type {readonly EquivalentMutant[]} */
export const equivalentMutants = [];
