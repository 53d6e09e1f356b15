/** Starts the program of the engine in a process of its own. */

import { type ChildProcess, fork } from 'node:child_process';
import os from 'node:os';
import { type Language, languageArguments } from '../wording/language.ts';
import { safeDetail } from '../wording/safeText.ts';

/** Where faults are told. */
export interface EngineLog {
  debug(message: string): void;
  warn(message: string): void;
}

/** How the engine's processes are started. */
export interface EngineProgram {
  /** Path of the engine's bundle. */
  readonly module: string;
  readonly log: EngineLog;
  /** Of what the engine says; English without one. */
  readonly language?: Language | undefined;
  /** Whether others who need the processor go first, such as an editor. */
  readonly isBackground?: boolean;
}

/** @param threads that libuv is given, as {@link import('./threadPool.ts').threadPoolSize} */
export function forkEngine(
  { isBackground, language, log, module }: EngineProgram,
  threads: number,
): ChildProcess {
  const child = fork(module, languageArguments(language), {
    // Inspector flags of the extension host would collide with its own. A nursery of this size saves some 60 MB against
    // the default; half of it, or one that grows from nothing, costs a twentieth more CPU.
    execArgv: ['--min-semi-space-size=8', '--max-semi-space-size=16'],
    env: {
      // glibc would keep free memory in up to eight arenas for each core; two are as fast, and a tenth smaller.
      MALLOC_ARENA_MAX: '2',
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      UV_THREADPOOL_SIZE: String(threads),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
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

/** Without the right to, or for a process that has ended already, it stays as it is. */
function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
