import { createServer } from 'node:net';
import { LOOPBACK, listen } from './listen.ts';
import { RequestLog } from './requestLog.ts';

/** A server that accepts connections, reads requests, and never answers. */
export interface SilentServer {
  /** Such as `http://127.0.0.1:41234/`. With `https:` in front of it the TLS handshake never ends. */
  url: string;
  port: number;
  /** How many connections are open now: 0 again when the client has given up. */
  open(): number;
  /** Resolves when `count` connections have arrived since the start; rejects if the server closes before. */
  waitForConnections(count: number): Promise<void>;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a server that accepts and never answers, for tests of deadlines and of cancel.
 * @param wanted 0, the default, for any free port
 */
export async function silentServer(wanted = 0): Promise<SilentServer> {
  const log = new RequestLog<undefined>();
  const server = createServer(socket => {
    socket.on('close', log.arrive(LOOPBACK, undefined));
    socket.resume();
  });
  const { port, sockets, close } = await listen(server, wanted);
  return {
    url: `http://${LOOPBACK}:${port}/`,
    port,
    open: () => sockets.size,
    waitForConnections: count => log.waitFor(count),
    async close() {
      log.end();
      await close();
    },
  };
}
