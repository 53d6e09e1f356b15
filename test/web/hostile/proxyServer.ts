/** A proxy of our own: forwards nothing, but answers for the hosts behind it. */

import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { LOOPBACK } from '../listen.ts';
import { PAGE } from './reply.ts';
import type { Stage } from './stage.ts';

export interface ProxySeen {
  /** `GET http://x.test/` or `CONNECT x.test:443`, in the order in which they came. */
  readonly requests: string[];
  /** The Proxy-Authorization of the last one. */
  authorization: string | undefined;
}

export interface TestProxy extends ProxySeen {
  readonly url: string;
}

/** Where tunnels lead, whatever host they are asked for: a port of loopback. */
export async function startProxy(stage: Stage, tunnelTo = 0): Promise<TestProxy> {
  const seen: ProxySeen = { requests: [], authorization: undefined };
  const server = createServer((request, response) => {
    seen.requests.push(`${request.method} ${request.url}`);
    seen.authorization = request.headers['proxy-authorization'];
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  server.on('connect', (request, client: Socket) => {
    seen.requests.push(`CONNECT ${request.url}`);
    seen.authorization = request.headers['proxy-authorization'];
    const target = connect(tunnelTo, LOOPBACK);
    target.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('error', () => target.destroy()).on('close', () => target.destroy());
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(target).pipe(client);
  });
  const url = await stage.server(server, 'http');
  return Object.assign(seen, { url });
}
