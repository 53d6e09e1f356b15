// Finds the engines that tests have left behind, by a mark in the environment that all their processes inherit.
import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const MARK = 'SCAN_URLS_TESTS';

/** The last argument of an engine. */
const ENGINE = '--watchdog';

/**
 * @param {string} step name of a step of tests
 * @returns {NodeJS.ProcessEnv} the mark, which is different for each run
 */
export function markOf(step) {
  return { [MARK]: `${step} ${process.pid}` };
}

/**
 * The engines with a mark that still run a second after the tests. Only Linux tells; elsewhere there are none.
 * @param {NodeJS.ProcessEnv} mark made by {@link markOf}
 * @returns {Promise<string[]>} their command lines
 */
export async function leftOver(mark) {
  let found = await marked(mark);
  for (let time = 0; time < 10 && found.length; time++) {
    await sleep(100);
    found = await marked(mark);
  }
  return found;
}

/**
 * @param {NodeJS.ProcessEnv} mark
 * @returns {Promise<string[]>}
 */
async function marked(mark) {
  const wanted = `${MARK}=${mark[MARK]}`;
  const ids = (await fs.readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  // A process may end meanwhile, belong to somebody else, or be a zombie, which has no environment.
  const read = (/** @type {string} */ file) => fs.readFile(`/proc/${file}`, 'utf8').catch(() => '');
  const lines = await Promise.all(
    ids.map(async id => {
      const environment = (await read(`${id}/environ`)).split('\0');
      return environment.includes(wanted) ? (await read(`${id}/cmdline`)).replaceAll('\0', ' ').trim() : '';
    }),
  );
  return lines.filter(line => line.endsWith(ENGINE));
}
