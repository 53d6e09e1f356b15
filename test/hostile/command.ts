/** Runs the terminal command for the matrix. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Finished } from '../unit/support/terminal.ts';
import type { Scene } from '../web/hostile/row.ts';

const CLI = fileURLToPath(new URL('../../src/terminal/cli.ts', import.meta.url));

/** A process that still runs this long after the limit for a URL counts as hanging, in ms. */
const HANGS = 20_000;

/** The same after an interrupt, in ms. */
const HANGS_INTERRUPTED = 4000;

/** Short limits, so that the matrix is fast. The flags of a row follow these and override them. */
const FLAGS = '--timeout 3 --connect-timeout 1.5 --max-size 1 --concurrency 600 --json'.split(' ');

export interface Ended extends Finished {
  /** From the interrupt to the end, in ms. */
  readonly endedAfter?: number;
  /** The largest memory of the process, in MiB; absent where the system does not tell. */
  readonly memory?: number;
  readonly hung: boolean;
  /** Whether a process of the command was still there a second after its end. */
  readonly leftBehind: boolean;
}

/** @param hangs in ms: how long after the limit for a URL the process counts as hanging */
export async function runCommand(scene: Scene, hangs = HANGS): Promise<Ended> {
  const { list, flags = [], env = {}, descriptors, interrupt, interrupts = 1 } = scene;
  const args = ['--disable-warning=ExperimentalWarning', CLI, '-', ...FLAGS, ...flags];
  const [program, ...all] = descriptors
    ? ['/bin/sh', '-c', `ulimit -n ${descriptors}; exec "$0" "$@"`, process.execPath, ...args]
    : [process.execPath, ...args];
  const child = spawn(program as string, all, { env: { ...plainEnvironment(), ...env }, detached: true });
  const group = -(child.pid as number);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  let memory: number | undefined;
  const watch = setInterval(async () => {
    memory = Math.max(memory ?? 0, await peakOf(child.pid as number));
  }, 100);
  let hung = false;
  const giveUp = () => {
    hung = true;
    end(group, 'SIGKILL');
  };
  let limit = setTimeout(giveUp, limitOf(scene) + hangs);
  const printed = async (count: number) => {
    while (said.stdout.split('\n').length <= count) await once(child.stdout, 'data');
  };
  let interrupted = 0;
  interrupt?.(printed).then(
    () => {
      interrupted = performance.now();
      clearTimeout(limit);
      limit = setTimeout(giveUp, HANGS_INTERRUPTED);
      for (let time = 0; time < interrupts; time++) {
        // One interrupt reaches all processes of the command, like Ctrl+C in a terminal. Several reach the main one only.
        end(interrupts > 1 ? group : -group, 'SIGINT');
      }
    },
    () => giveUp(),
  );
  child.stdin.on('error', () => {});
  child.stdin.end(list instanceof Uint8Array ? list : list.join('\n'));
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const endedAfter = interrupted ? performance.now() - interrupted : undefined;
  clearInterval(watch);
  clearTimeout(limit);
  const leftBehind = !(await isGone(group));
  end(group, 'SIGKILL');
  return {
    status,
    signal,
    ...said,
    hung,
    leftBehind,
    ...(memory === undefined ? {} : { memory }),
    ...(endedAfter === undefined ? {} : { endedAfter }),
  };
}

/** The time limit for a URL, in ms. */
export function limitOf({ flags = [] }: Scene): number {
  const all = [...FLAGS, ...flags];
  return Number(all[all.lastIndexOf('--timeout') + 1]) * 1000;
}

/** The largest memory so far of a process and its children together, in MiB; 0 where the system does not tell. */
async function peakOf(id: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '');
  const [status, children] = await Promise.all([read('status'), read(`task/${id}/children`)]);
  const own = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  const theirs = await Promise.all((children.match(/\d+/g) ?? []).map(child => peakOf(Number(child))));
  return theirs.reduce((sum, each) => sum + each, own);
}

/** Sends a signal to a process, or to a group of them, if it is still there. */
function end(id: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(id, signal);
  } catch {
    return false;
  }
}

/** Whether all processes of the group end within a second. */
async function isGone(group: number): Promise<boolean> {
  for (let time = 0; time < 20; time++) {
    if (!(await hasLiving(group))) return true;
    await pause(50);
  }
  return !(await hasLiving(group));
}

/** Whether a process of the group runs. Zombies do not count: init may take seconds to reap one. */
async function hasLiving(group: number): Promise<boolean> {
  if (!end(group, 0)) return false;
  const processes = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  if (!processes.length) return true;
  const stats = await Promise.all(processes.map(id => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return stats.some(stat => {
    // State, parent and group stand behind the name, which may hold anything (proc(5)).
    const [state, , itsGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(itsGroup) === -group && state !== 'Z' && state !== 'X';
  });
}

/** The environment without the variables that would send the scan through a proxy. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const isProxy = /^(?:https?|all|no)_proxy$|^node_(?:options|extra_ca_certs|use_env_proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isProxy.test(name)));
}
