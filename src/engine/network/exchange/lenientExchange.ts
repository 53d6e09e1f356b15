/**
 * Sends one GET request with the lenient parser of Node.js. Like browsers, it accepts bare line feeds and folded headers,
 * which undici refuses.
 */

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { buildConnector } from 'undici';
import { MAX_HEADER_SIZE } from '../../model/options.ts';
import { ResponseReader } from './responseReader.ts';
import type { ExchangeOptions, Response } from './transport.ts';

/**
 * Like {@link import('./plainExchange.ts').plainExchange}, but on a separate connection.
 * @throws errors of Node.js, and the deadline's reason
 */
export async function lenientExchange(
  url: URL,
  options: ExchangeOptions,
  connect: buildConnector.connector,
): Promise<Response> {
  const { deadline, onPhase } = options;
  const reader = new ResponseReader(options);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  onPhase('connect');
  const request = send(url, {
    path: options.path,
    // Prevents Node.js from sending the user name and password of the URL.
    auth: null,
    insecureHTTPParser: true,
    maxHeaderSize: MAX_HEADER_SIZE,
    headers: { ...options.headers, connection: 'close' },
    createConnection: (_, done) => {
      const { hostname, host, protocol, port } = url;
      connect({ hostname, host, protocol, port }, (...[error, socket]) => {
        if (!error) onPhase('headers');
        done(error, socket as unknown as Duplex);
      });
      return undefined;
    },
  });
  request.on(
    'close',
    deadline.onOver(() => request.destroy(new Error(deadline.reason))),
  );
  request.on('error', error => reader.reject(error));
  request.on('upgrade', (_, socket) => {
    socket.destroy();
    reader.reject(new Error('bad upgrade'));
  });
  request.on('response', message => {
    const isRead = reader.begin(message.statusCode ?? 0, message.headers, message, () => request.destroy());
    if (!isRead) return;
    message.on('data', (chunk: Buffer) => reader.write(chunk));
    message.on('end', () => reader.end());
    message.on('error', error => reader.fail(error));
  });
  request.end();
  return deadline.race(reader.response);
}
