/** Starts and controls the server of a workload, which runs in its own process. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { endWithThisProcess } from '../../rig/ending.mjs';
import type { Workload } from '../workloads/workloads.ts';
import type { FromServer, Hosts, ToServer } from './messages.ts';

/** What a server has used since its start. */
export interface Usage {
  /** CPU time in ms. */
  readonly cpu: number;
  readonly requests: number;
}

/** Look-ups work on half of the threads. */
const ENVIRONMENT = { UV_THREADPOOL_SIZE: '256', NODE_NO_WARNINGS: '1' };

/** A running server. It ends with `close()`, or when this process ends. */
export class BenchServer {
  readonly hosts: Hosts;
  readonly #child: ChildProcess;
  readonly #release: () => void;

  private constructor(child: ChildProcess, hosts: Hosts, release: () => void) {
    this.#child = child;
    this.hosts = hosts;
    this.#release = release;
  }

  /**
   * Starts a server process. @param message what to serve
   * @throws {Error} with what went wrong there
   */
  static async start(
    message: Extract<ToServer, { type: 'serve' | 'replica' | 'shuffled' }>,
  ): Promise<BenchServer> {
    const child = fork(new URL('main.ts', import.meta.url), {
      execArgv: [],
      env: { ...process.env, ...ENVIRONMENT },
    });
    const kill = () => void child.kill('SIGKILL');
    const release = endWithThisProcess({ close: kill, kill });
    try {
      const reply = await ask(child, message);
      if (reply.type !== 'hosts') throw new Error(`The server answered ${reply.type}`);
      return new BenchServer(child, reply.hosts, release);
    } catch (error) {
      kill();
      release();
      throw error;
    }
  }

  async usage(): Promise<Usage> {
    const reply = await ask(this.#child, { type: 'usage' });
    if (reply.type !== 'usage') throw new Error(`The server answered ${reply.type}`);
    return reply;
  }

  /** Time of the system's resolver for this many simultaneous look-ups of names that do not exist, in ms. */
  async lookUp(names: number): Promise<readonly number[]> {
    const reply = await ask(this.#child, { type: 'lookUp', names });
    if (reply.type !== 'lookedUp') throw new Error(`The server answered ${reply.type}`);
    return reply.times;
  }

  /** Gives the pages other delays. */
  async reseed(seed: string): Promise<void> {
    await ask(this.#child, { type: 'reseed', seed });
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
    this.#release();
  }
}

/** Starts the server that a workload needs. */
export async function startServerOf({ kind, serving }: Workload): Promise<BenchServer> {
  return BenchServer.start(kind === 'replica' ? { type: 'replica' } : { type: 'serve', serving });
}

async function ask(child: ChildProcess, message: ToServer): Promise<FromServer> {
  const done = new AbortController();
  const { signal } = done;
  try {
    const answered = once(child, 'message', { signal }) as Promise<[FromServer]>;
    const exited = once(child, 'exit', { signal }).then(() => {
      throw new Error('The server of the workload has ended');
    });
    exited.catch(() => {});
    answered.catch(() => {});
    child.send(message);
    const [reply] = await Promise.race([answered, exited]);
    if (reply.type === 'fault') throw new Error(`The server of the workload: ${reply.message}`);
    return reply;
  } finally {
    done.abort();
  }
}
