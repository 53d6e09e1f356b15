/** A DNS server that answers for the names of the rows, each with the fault that its row needs. */

import { EventEmitter, once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { LOOPBACK } from '../listen.ts';
import type { FromNameServer, NameAnswer, ToNameServer } from './nameServerThread.ts';

export interface NameServer {
  readonly port: number;
  /** Arguments that make the terminal command use this server, and allow its names to lead to loopback. */
  readonly flags: readonly string[];
  /** Adds a name. All other names do not exist. */
  add(name: string, answer: NameAnswer): void;
  /** Number of queries for the IPv4 addresses of a name. */
  queries(name: string): number;
  /** Resolves when the name has been queried. */
  asked(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts it in a thread of its own. The system keeps only a few hundred packets for a socket, and drops what comes while a
 * thread has no time for it.
 */
export async function startNameServer(): Promise<NameServer> {
  const queries = new Map<string, number>();
  const arrivals = new EventEmitter();
  const thread = new Worker(new URL('nameServerThread.ts', import.meta.url));
  const [{ port }] = (await once(thread, 'message')) as [{ port: number }];
  thread.on('message', (message: FromNameServer) => {
    if ('port' in message) return;
    const { name, type } = message;
    queries.set(name, (queries.get(name) ?? 0) + (type === 'A' ? 1 : 0));
    arrivals.emit(name);
  });
  return {
    port,
    flags: ['--dns-server', `${LOOPBACK}:${port}`, '--allow-private'],
    add: (name, answer) => thread.postMessage([name.toLowerCase(), answer] satisfies ToNameServer),
    queries: name => queries.get(name.toLowerCase()) ?? 0,
    async asked(name) {
      if (!queries.get(name)) await once(arrivals, name);
    },
    async close() {
      await thread.terminate();
    },
  };
}
