import { createServer, type Socket } from 'node:net';
import { LOOPBACK, listen } from '../../web/listen.ts';

export interface RawServer extends AsyncDisposable {
  url: string;
  /** Number of connections since the start. */
  connections(): number;
  /** Number of requests since the start. */
  requests(): number;
}

/** A request on a raw connection. */
export interface RawRequest {
  socket: Socket;
  /** Number of the connection, from 1. */
  connection: number;
  /** Number of the request on this connection, from 1. */
  request: number;
  /** The request line and the header fields, as Latin-1. */
  head: string;
}

/** Starts a server whose responses are written by the test, so that they may violate HTTP. */
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
      for (const head of parts) {
        requests++;
        answer({ socket, connection, request: ++request, head });
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
