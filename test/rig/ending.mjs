// Ends everything that this process started, however this process ends.
import { constants } from 'node:os';

/**
 * @typedef {object} Started
 * @property {() => unknown} close ends it in an orderly way; may return a promise
 * @property {() => void} kill ends it at once, without waiting
 */

/** @type {Set<Started>} */
const started = new Set();

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Limit for an orderly end, in ms. After it, the process exits anyway. */
const patience = 10_000;

/** @type {number | undefined} */
let endingSince;

/**
 * Registers something to end when this process gets a signal or exits. While nothing is registered, signals have their
 * default effect.
 * @param {Started} thing
 * @returns {() => void} call it when the thing has ended by itself
 */
export function endWithThisProcess(thing) {
  if (started.size === 0) listen();
  started.add(thing);
  return () => {
    if (started.delete(thing) && started.size === 0 && endingSince === undefined) unlisten();
  };
}

function listen() {
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', killAll);
}

function unlisten() {
  for (const signal of signals) process.off(signal, onSignal);
  process.off('exit', killAll);
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  const code = 128 + constants.signals[signal];
  if (endingSince !== undefined) {
    // A second Ctrl+C means: do not wait. Right after the first one, it is the same signal from a parent and from the
    // terminal.
    if (performance.now() - endingSince > 1_000) process.exit(code);
    return;
  }
  endingSince = performance.now();
  setTimeout(() => process.exit(code), patience).unref();
  void closeAll().finally(() => process.exit(code));
}

async function closeAll() {
  for (const thing of latestFirst()) {
    try {
      await thing.close();
      started.delete(thing);
    } catch {
      // It stays in the set, so that killAll ends it.
    }
  }
}

function killAll() {
  for (const thing of latestFirst()) {
    try {
      thing.kill();
    } catch {
      // The others must still be ended.
    }
  }
}

/** The latest first, because it may use what was started before. */
function latestFirst() {
  return [...started].reverse();
}
