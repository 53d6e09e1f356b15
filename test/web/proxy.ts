import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { LOOPBACK, listen } from './listen.ts';
import { RequestLog } from './requestLog.ts';

/** A request as the proxy saw it. */
export interface ProxyRequest {
  method: string;
  /** The whole URL, or for CONNECT host and port. */
  target: string;
  headers: IncomingHttpHeaders;
}

/** Faults of a proxy. */
export type Refusal =
  /** Answers every request with this. */
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Reads the request and never answers. */
  | 'silent'
  /** Reads the request and closes the connection. */
  | 'closing'
  /** Confirms the tunnel, then sends nothing. */
  | 'dead end'
  /** Confirms the tunnel, then sends garbage. */
  | 'nonsense in the tunnel';

export interface ProxyOptions {
  /** The port of 127.0.0.1 for each `host:port`. For all others the answer is 502. */
  routes?: Record<string, number>;
  /** As in `user:password`; without it, or with another, the answer is 407. */
  credentials?: string;
  refusal?: Refusal;
  /** Makes clients connect to the proxy over TLS. */
  tls?: ServerOptions;
}

/** A running proxy. */
export interface TestProxy extends AsyncDisposable {
  /** Such as `http://127.0.0.1:41234`. */
  url: string;
  port: number;
  requests: readonly ProxyRequest[];
  /** Connections open now. */
  open(): number;
  /** Resolves when `count` requests have arrived since the start; rejects if the proxy closes before. */
  waitForRequests(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy on loopback. It resolves names that no DNS server knows. */
export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const { credentials, refusal, routes = {}, tls } = options;
  const log = new RequestLog<ProxyRequest>();
  const server = tls ? createTlsServer(tls) : createServer();
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;

  /** The answer of the proxy instead of that of the host. */
  function refuse(request: IncomingMessage): Refusal | undefined {
    const { headers, method = '', url: target = '' } = request;
    request.socket.on('close', log.arrive(LOOPBACK, { method, target, headers }));
    if (refusal) return refusal;
    if (!expected || headers['proxy-authorization'] === expected) return undefined;
    return { status: 407, headers: { 'proxy-authenticate': 'Basic realm="test"' } };
  }

  server.on('request', (request, response) => {
    const instead = refuse(request);
    if (instead === 'closing') request.socket.destroy();
    else if (typeof instead === 'object') {
      response.writeHead(instead.status, instead.headers).end(instead.body ?? 'The proxy says no');
    } else if (!instead) {
      const { host, pathname, port, search } = new URL(request.url ?? '');
      const there = routes[port ? host : `${host}:80`];
      if (!there) {
        response.writeHead(502).end('The proxy does not know that host');
        return;
      }
      const { 'proxy-authorization': _, ...headers } = request.headers;
      const onward = send({ host: LOOPBACK, port: there, path: pathname + search, headers }, answer => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end();
    }
  });

  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    const instead = refuse(request);
    const there = routes[request.url ?? ''];
    if (instead === 'closing') socket.destroy();
    else if (instead === 'dead end') socket.write('HTTP/1.1 200 Here you are\r\n\r\n');
    else if (instead === 'nonsense in the tunnel') {
      socket.end('HTTP/1.1 200 Here you are\r\n\r\nThis is no handshake, whatever else it may be');
    } else if (typeof instead === 'object') {
      const fields = Object.entries(instead.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(
        `HTTP/1.1 ${instead.status} No\r\n${fields.join('')}content-length: 4\r\nconnection: close\r\n\r\nNo.\n`,
      );
    } else if (!instead && there) {
      const onward = connect(there, LOOPBACK, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      onward.on('close', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    } else if (!instead) socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  server.on('tlsClientError', () => {}); // a client that refuses its certificate is what such a test is about

  const { port, sockets, close } = await listen(server);
  const end = async () => {
    log.end();
    await close();
  };
  return {
    url: `${tls ? 'https' : 'http'}://${LOOPBACK}:${port}`,
    port,
    requests: log.entries,
    open: () => sockets.size,
    waitForRequests: count => log.waitFor(count),
    close: end,
    [Symbol.asyncDispose]: end,
  };
}

/** Starts a server of another protocol in the place of a proxy: it sends a greeting to each client. @returns its URL */
export async function startNoProxy(
  greet: (socket: Socket) => void,
): Promise<{ url: string } & AsyncDisposable> {
  const { port, close } = await listen(createTcpServer(greet));
  return { url: `http://${LOOPBACK}:${port}`, [Symbol.asyncDispose]: close };
}
