// How many tests of a step passed.
import fs from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const onePassed = { passed: 1, failed: 0, skipped: 0 };
/** @type {Counts} */
export const oneFailed = { passed: 0, failed: 1, skipped: 0 };
/** @type {Counts} */
export const oneSkipped = { passed: 0, failed: 0, skipped: 1 };

/**
 * What counting-reporter.mjs wrote.
 * @param {string} file
 * @returns {Counts}
 */
export function readLines(file) {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  const count = (/** @type {string} */ word) => lines.filter(line => line === word).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/**
 * What the run inside VS Code wrote.
 * @param {string} file with a JSON object; numbers it does not have are 0
 * @returns {Counts}
 */
export function readNumbers(file) {
  const numbers = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  return { passed: numbers.passed ?? 0, failed: numbers.failed ?? 0, skipped: numbers.skipped ?? 0 };
}

/**
 * A step that failed without a failed test, or that ran no test at all, is a failure too.
 * @param {Counts} counts
 * @param {boolean} succeeded whether the step's program did
 * @returns {Counts}
 */
export function judged(counts, succeeded) {
  const silent = counts.failed === 0 && (!succeeded || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  const total = (/** @type {keyof Counts} */ name) =>
    all.reduce((before, counts) => before + counts[name], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}
