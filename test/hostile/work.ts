/** Measures the work of the terminal command. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/terminal/cli.ts', import.meta.url));

/** A command that runs longer is ended, in ms. */
const LONGEST_RUN = 120_000;

/** CPU time after which the system ends a process, in seconds. */
const MOST_WORK = 12;

/** Runs its arguments, then writes the times of the shell and of its children to descriptor 3 (POSIX, `times`). */
const TIMED = `ulimit -t ${MOST_WORK}; "$0" "$@"; times >&3`;

/** What is given to the command. */
export interface Input {
  readonly list: string;
  readonly flags?: readonly string[];
}

/**
 * Runs the command.
 * @param cache folder of Node.js's compile cache. Without it, compiling is most of the work
 * @returns user CPU time of all its processes, in seconds; `Infinity` if one had to be ended
 */
export async function workOf({ list, flags = [] }: Input, cache: string): Promise<number> {
  const args = ['--disable-warning=ExperimentalWarning', CLI, '-', '--json', '--allow-private', ...flags];
  const child = spawn('/bin/sh', ['-c', TIMED, process.execPath, ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const [stdin, , , times] = child.stdio;
  stdin?.on('error', () => {});
  stdin?.end(list);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    process.kill(-(child.pid as number), 'SIGKILL');
  }, LONGEST_RUN);
  try {
    const [said] = await Promise.all([text(times as NodeJS.ReadableStream), once(child, 'exit')]);
    if (isLate) return Number.POSITIVE_INFINITY;
    // The second line is that of the children: user time, then system time.
    const [, minutes = '', seconds = ''] = /\n(\d+)m([\d.]+)s/.exec(said) ?? [];
    if (seconds === '') throw new Error(`The shell says no times: ${said}`);
    const work = Number(minutes) * 60 + Number(seconds);
    return work < MOST_WORK ? work : Number.POSITIVE_INFINITY;
  } finally {
    clearTimeout(timer);
  }
}
