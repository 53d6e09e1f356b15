// Tries the mutants of a file, and says which of them its tests do not notice.
import fs from 'node:fs';
import path from 'node:path';
import pMap from 'p-map';
import { runTest, testsOf } from './mutant-tests.mjs';
import { mutantsOf } from './mutations.mjs';
import { project } from './paths.mjs';
import { spread } from './spread.mjs';

/** @typedef {import('./mutations.mjs').Mutant} Mutant */
/** @typedef {import('./equivalent-mutants.mjs').EquivalentMutant} EquivalentMutant */

/** The share that has to be noticed. */
const ENOUGH = 0.8;

/** Shortest limit for a run, in ms. A mutant that loops forever ends only there. */
const SHORTEST_LIMIT = 10_000;

/** How many times as long as without a change a run may take. */
const PATIENCE = 6;

/** How long a test may take without a change, in ms. */
const LONGEST_CHECK = 120_000;

/**
 * @typedef {object} JudgeOptions
 * @property {number} most how many mutants are tried
 * @property {boolean} [importers] also with the nearest tests that import the file
 * @property {readonly string[]} [tests] instead of those of the file
 * @property {number} atOnce
 * @property {boolean} [listOnly] nothing is run
 * @property {readonly Pick<EquivalentMutant, 'was' | 'is'>[]} equivalents those of the file
 * @property {string} scratch a folder for temporary files
 * @property {(text: string) => void} print
 */

/**
 * @typedef {object} Found
 * @property {Mutant} mutant
 * @property {'failure' | 'limit' | undefined} by what noticed it
 * @property {boolean} equivalent whether it is on the list
 */

/**
 * @param {string} file from the root of the checkout
 * @param {JudgeOptions} options
 * @returns {Promise<boolean>} whether enough of them are noticed, and the list of equivalent ones is true
 */
export async function judgeMutants(file, options) {
  const { most, equivalents, print } = options;
  const all = mutantsOf(fs.readFileSync(path.join(project, file), 'utf8'));
  const isListed = (/** @type {Mutant} */ mutant) => equivalents.some(entry => isSame(entry, mutant));
  const stale = equivalents.filter(entry => !all.some(mutant => isSame(entry, mutant)));
  for (const entry of stale)
    print(`${file}: there is no such change, take it off the list:\n${shown(entry)}`);
  const others = all.filter(mutant => !isListed(mutant));
  const chosen = new Set([...spread(others, most), ...all.filter(isListed)]);
  const mutants = all.filter(mutant => chosen.has(mutant));
  if (options.listOnly) {
    for (const mutant of mutants) print(`${file}:${mutant.line}\n${shown(mutant)}`);
    return stale.length === 0;
  }
  const limits = await checkUnchanged(file, options);
  if (!limits) return false;
  const found = await pMap(
    mutants,
    async mutant => {
      const by = await noticedBy(mutant, file, limits, options.scratch);
      return { mutant, by, equivalent: isListed(mutant) };
    },
    { concurrency: options.atOnce },
  );
  return report(file, found, all.length, print) && stale.length === 0;
}

/**
 * Runs the tests without a change.
 * @param {string} file
 * @param {JudgeOptions} options
 * @returns {Promise<Map<string, number> | undefined>} the limit for each test, in milliseconds; `undefined` if the
 * tests tell nothing about the file
 */
async function checkUnchanged(file, { tests = [], importers = false, scratch, print }) {
  /** @type {Map<string, number>} */
  const limits = new Map();
  for (const test of tests.length > 0 ? tests : testsOf(file, { importers })) {
    const began = performance.now();
    const run = await runTest(test, file, undefined, { limit: LONGEST_CHECK, scratch });
    if (!run.passed) {
      const why = run.late ? `its time is up after ${LONGEST_CHECK / 1000} s` : run.printed;
      print(`${file}: ${test} fails without a change\n${why}`);
      return undefined;
    }
    if (run.loaded) limits.set(test, Math.max(SHORTEST_LIMIT, PATIENCE * (performance.now() - began)));
  }
  if (limits.size > 0) return limits;
  print(`${file}: no test loads it`);
  return undefined;
}

/**
 * @param {Mutant} mutant
 * @param {string} file
 * @param {ReadonlyMap<string, number>} limits
 * @param {string} scratch
 * @returns {Promise<Found['by']>}
 */
async function noticedBy(mutant, file, limits, scratch) {
  for (const [test, limit] of limits) {
    const run = await runTest(test, file, mutant, { limit, scratch });
    if (!run.passed) return run.late ? 'limit' : 'failure';
  }
  return undefined;
}

/**
 * @param {string} file
 * @param {readonly Found[]} found
 * @param {number} possible how many mutants the file has
 * @param {(text: string) => void} print
 */
function report(file, found, possible, print) {
  for (const { mutant, by, equivalent } of found) {
    const place = `${file}:${mutant.line}`;
    if (by && equivalent) print(`${place} is noticed, take it off the list:\n${shown(mutant)}`);
    if (!by && !equivalent) print(`${place} is not noticed:\n${shown(mutant)}`);
  }
  const counted = found.filter(({ equivalent }) => !equivalent);
  const noticed = counted.filter(({ by }) => by).length;
  const late = counted.filter(({ by }) => by === 'limit').length;
  const same = found.length - counted.length;
  print(
    `${file}: ${noticed} of ${counted.length} noticed` +
      (late ? `, ${late} of them by the time limit` : '') +
      (same ? `; ${same} equivalent` : '') +
      (found.length < possible ? `; ${possible} changes in all` : ''),
  );
  return noticed >= ENOUGH * counted.length && !found.some(({ by, equivalent }) => by && equivalent);
}

/**
 * @param {Pick<Mutant, 'was' | 'is'>} one
 * @param {Pick<Mutant, 'was' | 'is'>} other
 */
function isSame(one, other) {
  return one.was === other.was && one.is === other.is;
}

/** @param {Pick<Mutant, 'was' | 'is'>} change */
function shown({ was, is }) {
  return `  - ${was}\n  + ${is}`;
}
