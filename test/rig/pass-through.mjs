// Continues under another Node.js.
import { spawn } from 'node:child_process';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { prepareNode } from './prepare-node.mjs';

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Continues with a module of this process under a Node.js that package.json accepts, if this one is too old.
 * @param {string} module its import.meta.url; it gets this process's arguments
 * @returns {Promise<boolean>} whether the other one did it all, and its exit code became this process's
 */
export async function wentOnElsewhere(module) {
  const node = await prepareNode();
  if (node === process.execPath) return false;
  await runInstead(node, [fileURLToPath(module), ...process.argv.slice(2)]);
  return true;
}

/**
 * Runs a program in the place of this process: with its terminal, its signals and its exit code.
 * @param {string} node
 * @param {string[]} args
 */
export async function runInstead(node, args) {
  // It does not come first in PATH: npm has to run on the machine's own Node.js, which may know of certificates that
  // another one does not trust. The program itself gets those of the system.
  const child = spawn(node, args, { stdio: 'inherit', env: { NODE_USE_SYSTEM_CA: '1', ...process.env } });
  const kill = () => void child.kill('SIGKILL');
  process.on('exit', kill);
  for (const signal of signals) process.on(signal, passOn);
  /** @param {NodeJS.Signals} signal */
  function passOn(signal) {
    // Ctrl+C in a terminal reaches the whole process group. A second signal would force the child to end at once.
    if (signal === 'SIGINT' && [0, 1, 2].some(stream => isatty(stream))) return;
    child.kill(signal);
  }
  /** @type {[number | null, NodeJS.Signals | null]} */
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (...end) => resolve(end));
  });
  process.off('exit', kill);
  for (const name of signals) process.off(name, passOn);
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
}
