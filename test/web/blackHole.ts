import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { LOOPBACK } from './listen.ts';

/** A port that neither accepts nor refuses connections. */
export interface BlackHole {
  url: string;
  port: number;
  close(): Promise<void>;
}

// Linux queues `backlog + 1` connections that are not accepted, and drops the SYN packets of all later ones.
const BACKLOG = 1;

// A listener whose thread stands still right after listen() never accepts. It has to be a thread of its own,
// because libuv accepts whenever its loop turns.
const LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '${LOOPBACK}', backlog: ${BACKLOG} }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/**
 * Starts a port on which connecting never ends, as behind a firewall that drops packets. Linux only: other
 * systems treat a full queue differently.
 * @throws on another system than Linux
 */
export async function blackHole(): Promise<BlackHole> {
  if (process.platform !== 'linux') throw new Error('A black hole on loopback can be made on Linux only');
  const worker = new Worker(LISTENER, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const fillers: Socket[] = [];
  for (let i = 0; i <= BACKLOG; i++) {
    const filler = connect(port, LOOPBACK);
    filler.on('error', () => {}); // reset when the listener goes
    fillers.push(filler);
    await once(filler, 'connect');
  }
  return {
    url: `http://${LOOPBACK}:${port}/`,
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
