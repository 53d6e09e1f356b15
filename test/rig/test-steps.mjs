// The steps of `npm test`, in order.
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { overBudget } from './budget.mjs';
import { judged, oneFailed, onePassed, oneSkipped, readLines, readNumbers } from './counts.mjs';
import { leftOver, markOf } from './left-over.mjs';
import { packageExtension } from './package-extension.mjs';
import { out, project, rig } from './paths.mjs';
import { isSupported, prepareBuild, prepareVSCode } from './prepare.mjs';
import { installBrowserPackages } from './prepare-vscode.mjs';
import { runVisibly } from './processes.mjs';

/** Milliseconds after which a step counts as hanging. */
const limit = 15 * 60_000;

/**
 * @typedef {object} TestStep
 * @property {string} name
 * @property {string} title
 * @property {boolean} [onlyByName] whether `npm test` without names leaves it out
 * @property {boolean} [needsBuild] whether it means nothing after a failed build
 * @property {() => Promise<import('./counts.mjs').Counts>} run
 */

/** @type {TestStep[]} */
export const steps = [
  {
    name: 'lint',
    title: 'Format and lint',
    async run() {
      const colors = process.stdout.isTTY ? [] : ['--colors=off'];
      const counts = await check('node_modules/@biomejs/biome/bin/biome', ['ci', ...colors, '.']);
      return counts.failed ? counts : check('test/rig/patterns.mjs', []);
    },
  },
  {
    name: 'types',
    title: 'Types',
    async run() {
      // The tests at the workbench use Playwright's types.
      if (isSupported()) await installBrowserPackages();
      const counts = await check('node_modules/typescript/bin/tsc', []);
      // The pages of webviews run in a browser, whose types are not those of Node.js.
      return counts.failed ? counts : check('node_modules/typescript/bin/tsc', ['-p', 'src/webview']);
    },
  },
  {
    name: 'unit',
    title: 'Unit tests',
    run: () => nodeTests('unit', ['test/unit/**/*.test.ts', 'test/web/**/*.test.ts']),
  },
  {
    name: 'hostile',
    title: 'The hostile web',
    run: () => nodeTests('hostile', ['test/hostile/**/*.test.ts']),
  },
  {
    name: 'fuzz',
    title: 'Properties, with many random examples',
    onlyByName: true,
    async run() {
      const { FUZZ_SEED = String(randomInt(2 ** 31)), FUZZ_TIMES = '20' } = process.env;
      console.log(`The same again: FUZZ_SEED=${FUZZ_SEED} FUZZ_TIMES=${FUZZ_TIMES} npm test -- fuzz\n`);
      const tests = fs.globSync('test/unit/**/*.test.ts', { cwd: project });
      const isOfProperties = (/** @type {string} */ file) =>
        fs.readFileSync(path.join(project, file), 'utf8').includes('fc.assert(');
      return nodeTests('fuzz', tests.filter(isOfProperties), { FUZZ_SEED, FUZZ_TIMES });
    },
  },
  {
    name: 'package',
    title: 'Build and package',
    async run() {
      const vsix = await packageExtension({ again: true });
      console.log(path.relative(project, vsix));
      const over = overBudget(vsix);
      for (const line of over) console.error(line);
      return over.length ? oneFailed : onePassed;
    },
  },
  {
    name: 'vscode',
    title: 'Tests inside VS Code',
    needsBuild: true,
    async run() {
      await prepareBuild();
      if (isSupported()) await prepareVSCode();
      const counts = countsFile('vscode');
      const end = await program([path.join(project, 'test/vscode/run.mjs')], { TEST_COUNTS: counts });
      return judged(readNumbers(counts), end.code === 0);
    },
  },
  {
    name: 'browser',
    title: 'Beside a browser',
    async run() {
      if (!isSupported()) return oneSkipped;
      await prepareVSCode();
      return nodeTests('browser', ['test/browser/**/*.test.ts']);
    },
  },
  {
    name: 'user',
    title: 'Tests at the workbench',
    needsBuild: true,
    async run() {
      if (!isSupported()) return oneSkipped;
      await prepareVSCode();
      const VSIX = await packageExtension();
      return nodeTests('user', ['test/user/**/*.test.ts'], { VSIX }, ['--test-concurrency=1']);
    },
  },
];

/**
 * Runs a program whose success is one test.
 * @param {string} file below the project's folder
 * @param {string[]} args
 */
async function check(file, args) {
  const { code } = await program([path.join(project, file), ...args]);
  return code === 0 ? onePassed : oneFailed;
}

/**
 * @param {string} name
 * @param {string[]} files as glob patterns
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string[]} [flags] of `node --test`
 */
async function nodeTests(name, files, env = {}, flags = []) {
  const counts = countsFile(name);
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[
      `--test-reporter=${path.join(rig, 'counting-reporter.mjs')}`,
      `--test-reporter-destination=${counts}`,
    ],
  ];
  const mark = markOf(name);
  const end = await program(['--test', ...flags, ...reporters, ...files], { ...env, ...mark });
  const left = await leftOver(mark);
  for (const line of left) console.error(`The tests have left an engine behind: ${line}`);
  return judged(readLines(counts), end.code === 0 && !left.length);
}

/**
 * Runs Node.js in the project's folder.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function program(args, env = {}) {
  return runVisibly(process.execPath, args, { cwd: project, env: { ...process.env, ...env }, limit });
}

/**
 * @param {string} name
 * @returns {string} a file that does not exist yet
 */
function countsFile(name) {
  const file = path.join(out, 'counts', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}
