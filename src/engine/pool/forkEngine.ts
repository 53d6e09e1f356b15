/** Starts an engine process. */

import { type ChildProcess, fork } from 'node:child_process';
import os from 'node:os';
import type { Readable } from 'node:stream';
import { WATCHDOG_ARGUMENT, WATCHDOG_PIPE } from '../process/beat.ts';
import { type Language, languageArguments } from '../wording/language.ts';
import { safeDetail } from '../wording/safeText.ts';

/** Receives the output and the faults of engine processes. */
export interface EngineLog {
  debug(message: string): void;
  warn(message: string): void;
}

/** How to start engine processes. */
export interface EngineProgram {
  /** Path of the engine's bundle. */
  readonly module: string;
  readonly log: EngineLog;
  /** Language of the engine's messages; English if absent. */
  readonly language?: Language | undefined;
  /** Whether the processes have a low priority, so that the editor comes first. */
  readonly isBackground?: boolean;
}

/** @param threads size of libuv's thread pool; see {@link import('./threadPool.ts').threadPoolSize} */
export function forkEngine(
  { isBackground, language, log, module }: EngineProgram,
  threads: number,
): ChildProcess {
  const child = fork(module, [...languageArguments(language), WATCHDOG_ARGUMENT], {
    // Without this, the process would inherit the extension host's inspector flags, which would collide. A young
    // generation of this size saves about 60 MB compared with the default. Half of it, or one that starts small, takes
    // 5 % more CPU time.
    execArgv: ['--min-semi-space-size=8', '--max-semi-space-size=16'],
    env: {
      // By default, glibc keeps free memory in up to eight arenas for each core. Two are as fast, and save 10 % of memory.
      MALLOC_ARENA_MAX: '2',
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      UV_THREADPOOL_SIZE: String(threads),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
  log.debug(`Engine started (process ${child.pid})`);
  if (isBackground && child.pid !== undefined) lowerPriority(child.pid);
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text: string) => {
      log.warn(`Engine: ${text.trimEnd().split('\n').map(safeDetail).join('\n')}`);
    });
  }
  return child;
}

/** The pipe from the watchdog of an engine process. @returns `undefined` if the process could not be started */
export function watchdogPipe({ stdio }: ChildProcess): Readable | undefined {
  return (stdio?.[WATCHDOG_PIPE] as Readable | null | undefined) ?? undefined;
}

/** Has no effect without permission, or if the process has ended. */
function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
