// A piece of preparation: done once, by one process, with a line on stderr that says what takes the time.
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { npm } from './processes.mjs';

/**
 * Runs a piece of preparation unless it is done. If it is done, this only calls `isDone`, and prints nothing.
 * @param {string} what for the person who waits
 * @param {object} step
 * @param {string} step.lock steps that touch the same files share one
 * @param {() => boolean} step.isDone
 * @param {() => Promise<unknown>} step.run
 */
export async function step(what, { lock, isDone, run }) {
  if (isDone()) return;
  await withLock(lock, async () => {
    if (isDone()) return; // Another process has done it meanwhile.
    const began = performance.now();
    process.stderr.write(`${what} … `);
    try {
      await run();
    } catch (error) {
      process.stderr.write('failed\n');
      throw error;
    }
    process.stderr.write(`${Math.ceil((performance.now() - began) / 1000)} s\n`);
  });
}

/**
 * Installs what a lock file lists, when node_modules holds anything else.
 * @param {string} what for the person who waits
 * @param {string} folder the package's
 * @param {string} lock
 * @throws {Error} when npm fails, or when the lock file does not fit package.json
 */
export async function installPackages(what, folder, lock) {
  await step(what, {
    lock,
    isDone: () => isInstalled(folder),
    async run() {
      // Not `npm ci`, which first removes files that other processes may use. The lock file stays unchanged.
      await npm(['install', '--no-save'], { cwd: folder });
      if (!isInstalled(folder)) throw new Error(`${folder}: package-lock.json does not fit package.json`);
    },
  });
}

/**
 * Whether node_modules holds what the lock file lists, as npm's own record of it tells. By content: a git checkout
 * changes times without changing anything else.
 * @param {string} folder the package's
 */
export function isInstalled(folder) {
  const wanted = packagesOf(path.join(folder, 'package-lock.json'));
  const present = packagesOf(path.join(folder, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    if (place === '') return true; // The package itself.
    const installed = present[place];
    // Optional packages are there for the platforms they fit only.
    if (!installed) return optional === true;
    return installed.version === version && installed.integrity === integrity;
  });
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 *
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined; // Not there, or cut short by an interrupted install.
  }
}
