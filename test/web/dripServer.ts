import { createServer } from 'node:http';
import { LOOPBACK, listen } from './listen.ts';

/** A server whose pages never end. */
export interface DripServer {
  url: string;
  port: number;
  /** How many connections are open now: 0 again when the client has given up. */
  open(): number;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/** The contents and the speed of the pages. */
export interface DripOptions {
  /** Milliseconds between two bytes; 50 unless said otherwise. */
  every?: number;
  /** Text that is sent at once, before the single bytes. */
  start?: string;
}

/**
 * Starts a server that answers 200 at once and then sends one byte at a time for ever, so that no timeout
 * between two bytes ever fires: only a deadline for the whole page ends it.
 */
export async function dripServer({ every = 50, start = '' }: DripOptions = {}): Promise<DripServer> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    response.write(`${start}.`);
    const timer = setInterval(() => response.write('.'), every);
    response.on('close', () => clearInterval(timer));
  });
  const { port, sockets, close } = await listen(server);
  return { url: `http://${LOOPBACK}:${port}/`, port, open: () => sockets.size, close };
}
