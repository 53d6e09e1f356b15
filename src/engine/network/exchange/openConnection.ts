/** Opens a connection for a single request, outside of undici's pools. */

import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Deadline } from '../../async/deadline.ts';

/**
 * Does not settle early. A connection that opens after the deadline is closed at once.
 * @throws errors of the connector
 */
export function openConnection(
  url: URL,
  connect: buildConnector.connector,
  deadline: Deadline,
): Promise<Socket> {
  const { hostname, host, protocol, port } = url;
  return new Promise((resolve, reject) => {
    connect({ hostname, host, protocol, port }, (...[error, socket]) => {
      if (socket && deadline.reason) socket.destroy();
      if (socket) resolve(socket);
      else reject(error ?? new Error('no connection'));
    });
  });
}
