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
export const equivalentMutants = [
  {
    file: 'src/engine/url/addresses.ts',
    was: 'const [high = 0, low = 0] = groups.slice(index, index + 2);',
    is: 'const [high = 0, low = 1] = groups.slice(index, index + 2);',
    why: 'An address always has eight groups. Only the types of TypeScript ask for a default.',
  },
  {
    file: 'src/engine/url/addresses.ts',
    was: 'if (zeros(0, 6) && (groups[6] ?? 0) > 0) return at(6);',
    is: 'if (zeros(0, 6) && (groups[6] ?? 1) > 0) return at(6);',
    why: 'An address always has eight groups. Only the types of TypeScript ask for a default.',
  },
  {
    file: 'src/engine/url/addresses.ts',
    was: "function hex(high = '0', low = '0'): string {",
    is: "function hex(high = '0', low = ''): string {",
    why: 'It is always called with both numbers. Only the types of TypeScript ask for a default.',
  },
  {
    file: 'src/engine/markup/htmlEntities.ts',
    was: 'if (codePoints.length) known.set(reference, codePoints);',
    is: 'if (true) known.set(reference, codePoints);',
    why: 'The names of entities that there are not would be remembered, too, which only takes memory.',
  },
];
