import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** The only address that test servers listen on. */
export const LOOPBACK = '127.0.0.1';

/** A server that listens on loopback. */
export interface Listening {
  port: number;
  /** Connections open now, those that are still in a TLS handshake included. */
  sockets: ReadonlySet<Socket>;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1. Works for node:net, node:http and node:https servers alike.
 * @param port 0 for any free one
 * @throws EADDRINUSE when `port` is taken
 */
export async function listen(server: Server, port = 0): Promise<Listening> {
  // http.Server.closeAllConnections() misses sockets in a TLS handshake, so the sockets are counted here.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // a client that hangs up is no fault of the server's
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
