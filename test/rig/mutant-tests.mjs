// Which unit tests notice the mutants of a file, and whether they do.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { endWithThisProcess } from './ending.mjs';
import { project, rig } from './paths.mjs';
import { endGroup, signalGroup } from './processes.mjs';

/** @typedef {import('./mutations.mjs').Mutant} Mutant */

/** As far as tests are looked for along the imports. */
const FARTHEST = 4;

/**
 * The tests of the file's name, in `test/unit` in the place of `src`. Without one, the nearest tests that load it: those
 * that import it, else those of the files that import it, and so on.
 * @param {string} file from the root of the checkout, such as `src/engine/url/ports.ts`
 * @param {{ importers?: boolean }} [options] whether the nearest tests that import the file come after its own
 * @returns {string[]} from the root of the checkout; empty if there is none
 */
export function testsOf(file, { importers = false } = {}) {
  const all = fs.globSync(['src/**/*.ts', 'test/unit/**/*.ts'], { cwd: project }).sort();
  const tests = all.filter(each => each.endsWith('.test.ts'));
  /** @param {string} source */
  const ownTests = source => {
    const stem = source.replace(/^src\//, 'test/unit/').replace(/\.ts$/, '.');
    return tests.filter(test => test.startsWith(stem));
  };
  const own = ownTests(file);
  if (own.length > 0 && !importers) return own;
  const imports = new Map(all.map(each => [each, importsOf(each)]));
  let reached = new Set([file]);
  for (let step = 0; step < FARTHEST; step++) {
    const nearer = reached;
    const next = all.filter(each => imports.get(each)?.some(name => nearer.has(name)));
    const near = next.flatMap(each => (tests.includes(each) ? [each] : ownTests(each)));
    if (near.length > 0) return [...new Set([...own, ...near.sort()])];
    reached = new Set(next);
  }
  return own;
}

/**
 * @param {string} file
 * @returns {string[]} files of the project, from its root
 */
function importsOf(file) {
  const source = fs.readFileSync(path.join(project, file), 'utf8');
  const names = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g);
  return [...names].map(([, name = '']) => path.join(path.dirname(file), name));
}

/**
 * @typedef {object} Run
 * @property {boolean} passed
 * @property {boolean} late whether it was ended because its time was up
 * @property {string} printed the name of the failed test, or what Node.js wrote
 * @property {boolean} loaded whether the file was loaded
 */

/**
 * Runs a test file. It ends at its first failed test.
 * @param {string} test
 * @param {string} file that is loaded with a change
 * @param {Mutant | undefined} mutant without it, the file is loaded as it is
 * @param {{ limit: number, scratch: string }} options the limit in milliseconds; a folder for files of this run
 * @returns {Promise<Run>}
 */
export async function runTest(test, file, mutant, { limit, scratch }) {
  const mark = path.join(scratch, `loaded-${Math.random().toString(36).slice(2)}`);
  const url = pathToFileURL(path.join(project, file)).href;
  const hook = `--import=${pathToFileURL(path.join(rig, 'load-mutant.mjs'))}`;
  const reporter = pathToFileURL(path.join(rig, 'fail-fast.mjs')).href;
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    // Reaches the processes and threads that the test starts, too.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${hook}`.trim(),
    NODE_COMPILE_CACHE: path.join(scratch, 'compiled'),
    MUTANT: JSON.stringify({ url, ...mutant }),
    MUTANT_LOADED: mark,
  };
  // A test of this script runs under node:test itself, which would change how these report.
  delete env.NODE_TEST_CONTEXT;
  const args = [`--test-reporter=${reporter}`, '--test-reporter-destination=stdout', test];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      if (printed.length < 10_000) printed += text;
    });
  }
  const exited = new Promise(resolve => {
    child.once('exit', resolve).once('error', resolve);
  });
  const release = endWithThisProcess({
    close: () => endGroup(child, exited, 0),
    kill: () => signalGroup(child, 'SIGKILL'),
  });
  const timer = new AbortController();
  const late = await Promise.race([
    exited.then(() => false),
    sleep(limit, true, { signal: timer.signal }).catch(() => false),
  ]);
  timer.abort();
  // Also ends what the test left behind.
  await endGroup(child, exited, 0);
  release();
  const loaded = fs.existsSync(mark);
  fs.rmSync(mark, { force: true });
  return { passed: child.exitCode === 0, late, printed: printed.trim(), loaded };
}
