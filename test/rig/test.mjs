// npm test: every check of this project, from a fresh checkout on.
//   npm test -- unit types   only those steps; see test-steps.mjs for their names
//   npm test -- fuzz         the properties of the unit tests, for minutes, from a random seed that it prints
// The last line is the result: "N passed, N failed", with ", N skipped" when some were.
import { oneFailed, sum } from './counts.mjs';
import { wentOnElsewhere } from './pass-through.mjs';
import { prepareProject } from './prepare.mjs';
import { steps } from './test-steps.mjs';

/** @typedef {{ name: string, counts: import('./counts.mjs').Counts, seconds: number }} Result */

try {
  const names = process.argv.slice(2);
  const unknown = names.filter(name => !steps.some(step => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`No step ${unknown.join(', ')}. Steps: ${steps.map(step => step.name).join(', ')}`);
  }
  if (!(await wentOnElsewhere(import.meta.url))) {
    await prepareProject();
    const results = await runAll(
      steps.filter(step => (names.length === 0 ? !step.onlyByName : names.includes(step.name))),
    );
    report(results);
  }
} catch (error) {
  fail(error);
  report([{ name: 'prepare', counts: oneFailed, seconds: 0 }]);
}

/**
 * @param {import('./test-steps.mjs').TestStep[]} chosen
 * @returns {Promise<Result[]>}
 */
async function runAll(chosen) {
  /** @type {Result[]} */
  const results = [];
  for (const step of chosen) {
    console.log(`\n── ${step.title} ──`);
    const built = results.every(result => result.name !== 'package' || result.counts.failed === 0);
    const began = performance.now();
    const counts = step.needsBuild && !built ? notRun() : await step.run().catch(fail);
    results.push({ name: step.name, counts, seconds: (performance.now() - began) / 1000 });
  }
  return results;
}

function notRun() {
  console.error('Not run, because the build failed');
  return oneFailed;
}

/** @param {unknown} error */
function fail(error) {
  console.error(error instanceof Error ? error.message : error);
  return oneFailed;
}

/** @param {Result[]} results */
function report(results) {
  console.log(`\n${row('step', 'passed', 'failed', 'skipped', 'seconds')}`);
  for (const { name, counts, seconds } of results) {
    console.log(row(name, counts.passed, counts.failed, counts.skipped, seconds.toFixed(1)));
  }
  const { passed, failed, skipped } = sum(results.map(result => result.counts));
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/**
 * @param {string} name
 * @param {(string | number)[]} cells
 */
function row(name, ...cells) {
  return name.padEnd(10) + cells.map(cell => String(cell).padStart(9)).join('');
}
