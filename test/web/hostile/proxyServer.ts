/** A proxy that forwards nothing: it answers in the place of the hosts behind it. */

import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { LOOPBACK } from '../listen.ts';
import { PAGE } from './reply.ts';
import type { Stage } from './stage.ts';

export interface ProxySeen {
  /** The requests in the order of their arrival, such as `GET http://x.test/` or `CONNECT x.test:443`. */
  readonly requests: string[];
  /** The Proxy-Authorization header of the last request. */
  authorization: string | undefined;
}

export interface TestProxy extends ProxySeen {
  readonly url: string;
}

/** The port of loopback that all tunnels lead to, whatever host is requested. */
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
