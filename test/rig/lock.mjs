// One process at a time, among processes that know of each other only through the file system.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithThisProcess } from './ending.mjs';
import { out } from './paths.mjs';

/** The holder touches its lock this often, so that others can tell a lock in use from one left by a killed process. */
const beat = 2_000;

/** A lock untouched for this long has lost its holder. */
const stale = 20_000;

/** Limit for waiting. The longest preparation takes a few minutes on a slow connection. */
const patience = 15 * 60_000;

/**
 * Runs an action while no other process runs one under the same name.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 * @throws {Error} when another process holds the lock for longer than a preparation can take
 */
export async function withLock(name, action) {
  const file = path.join(out, 'locks', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await take(file);
  const beating = setInterval(() => touch(file), beat).unref();
  const leave = () => fs.rmSync(file, { force: true });
  const release = endWithThisProcess({ close: leave, kill: leave });
  try {
    return await action();
  } finally {
    clearInterval(beating);
    leave();
    release();
  }
}

/** @param {string} file */
async function take(file) {
  const mine = JSON.stringify({ process: process.pid, host: os.hostname(), id: randomUUID() });
  const giveUp = Date.now() + patience;
  while (true) {
    if (create(file, mine)) return;
    const theirs = read(file);
    if (theirs !== undefined && isAbandoned(file, theirs)) {
      if (read(file) === theirs) fs.rmSync(file, { force: true });
      if (create(file, mine)) {
        // Two waiters may clear the same abandoned lock at once; the second one then removes the first one's. Whoever
        // is still named in the file a moment later has it.
        await sleep(100);
        if (read(file) === mine) return;
      }
    }
    if (Date.now() > giveUp)
      throw new Error(`Another process holds ${file} (${theirs}). If it hangs, end it.`);
    await sleep(150);
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function create(file, content) {
  try {
    fs.writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function isAbandoned(file, content) {
  const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  if (Date.now() - touched > stale) return true;
  try {
    const holder = JSON.parse(content);
    return holder.host === os.hostname() && !isRunning(holder.process);
  } catch {
    return false; // Not written to its end yet.
  }
}

/** @param {number} id */
function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** @param {string} file */
function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // Taken away by somebody; the next beat cannot do anything about it either.
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
