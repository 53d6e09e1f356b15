import { createServer, type Socket } from 'node:net';
import { LOOPBACK, listen } from '../../web/listen.ts';

export interface RawServer extends AsyncDisposable {
  url: string;
  /** How many connections have come since the start. */
  connections(): number;
  /** How many requests have come since the start. */
  requests(): number;
}

/** A request that came over a raw connection. */
export interface RawRequest {
  socket: Socket;
  /** Of the server, from 1. */
  connection: number;
  /** On this connection, from 1. */
  request: number;
}

/** Starts a server that answers in its own words, such as no HTTP server would let it. */
export async function rawServer(answer: (request: RawRequest) => void): Promise<RawServer> {
  let connections = 0;
  let requests = 0;
  const server = createServer(socket => {
    const connection = ++connections;
    let request = 0;
    let pending = '';
    socket.setEncoding('latin1').on('data', chunk => {
      pending += chunk;
      const parts = pending.split('\r\n\r\n');
      pending = parts.pop() ?? '';
      for (const _ of parts) {
        requests++;
        answer({ socket, connection, request: ++request });
      }
    });
  });
  const { port, close } = await listen(server);
  return {
    url: `http://${LOOPBACK}:${port}`,
    connections: () => connections,
    requests: () => requests,
    [Symbol.asyncDispose]: close,
  };
}
