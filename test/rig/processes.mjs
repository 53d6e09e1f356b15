// Child processes: quiet ones whose output matters only when they fail, and visible ones that own the terminal.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithThisProcess } from './ending.mjs';

/**
 * @typedef {object} Surroundings
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * Runs a program to its end and captures its output.
 * @param {string} command
 * @param {string[]} args
 * @param {Surroundings} [surroundings]
 * @returns {Promise<string>} what it printed
 * @throws {Error} with all it printed, when it fails or does not exist
 */
export async function runQuietly(command, args, surroundings = {}) {
  const child = spawn(command, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
  const release = endWithThisProcess({ close: () => child.kill(), kill: () => void child.kill('SIGKILL') });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', s => (printed += s));
  try {
    await new Promise((resolve, reject) => {
      child.once('error', error => reject(new Error(`${command} does not start: ${error.message}`)));
      child.once('close', (code, signal) => {
        if (code === 0) resolve(undefined);
        else reject(new Error(`${command} ${args.join(' ')} failed (${code ?? signal})\n${printed.trim()}`));
      });
    });
  } finally {
    release();
  }
  return printed;
}

/**
 * Runs npm for a package.
 * @param {string[]} args
 * @param {Surroundings} surroundings
 */
export async function npm(args, { cwd, env = {} }) {
  const windows = process.platform === 'win32';
  const inherited = { ...process.env };
  // `npm run` sets variables for its package. An npm for another package must not see them.
  for (const name of ['npm_config_local_prefix', 'INIT_CWD']) delete inherited[name];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const surroundings = { ...(cwd && { cwd }), env: { ...inherited, ...env }, shell: windows };
  await runQuietly(windows ? 'npm.cmd' : 'npm', [...args, ...quiet], surroundings);
}

/**
 * @typedef {object} End
 * @property {number | null} code
 * @property {boolean} late whether it was ended because its time was up
 */

/**
 * Runs a program whose output is this process's own, in a process group of its own: whatever it leaves behind ends
 * with it.
 * @param {string} command
 * @param {string[]} args
 * @param {Surroundings & { limit: number }} options the limit in milliseconds
 * @returns {Promise<End>}
 */
export async function runVisibly(command, args, { limit, ...surroundings }) {
  const child = spawn(command, args, {
    ...surroundings,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const exited = new Promise(resolve => {
    child.once('exit', resolve).once('error', error => {
      console.error(error.message);
      resolve(null);
    });
  });
  const close = () => endGroup(child, exited);
  const release = endWithThisProcess({ close, kill: () => signalGroup(child, 'SIGKILL') });
  const late = await Promise.race([exited.then(() => false), sleep(limit, true, { ref: false })]);
  if (late) console.error(`Not done after ${Math.round(limit / 1000)} s: ended`);
  await close();
  release();
  return { code: child.exitCode, late };
}

/**
 * Ends a child that leads a process group, and every other process in the group.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} exited settles when the child has
 * @param {number} [patience] milliseconds between asking and forcing
 */
export async function endGroup(child, exited, patience = 5_000) {
  if (child.exitCode === null && child.signalCode === null) {
    signalGroup(child, 'SIGTERM');
    await Promise.race([exited, sleep(patience, undefined, { ref: false })]);
  }
  signalGroup(child, 'SIGKILL');
  await exited;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // No process of the group is left.
  }
}
