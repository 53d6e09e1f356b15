import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { Gate } from './gate.ts';
import { LOOPBACK, listen } from './listen.ts';
import { type MaxOpen, RequestLog } from './requestLog.ts';
import { sendPieces } from './sendPieces.ts';

/** What a route answers with. */
export interface Answer {
  /** 200 unless said otherwise. */
  status?: number;
  /** `content-type: text/html; charset=utf-8` is added unless given. */
  headers?: Record<string, string | string[]>;
  /** Text is sent as UTF-8. An array is sent piece by piece, each piece an HTTP chunk and a TCP segment. */
  body?: string | Uint8Array | Uint8Array[];
  /** Milliseconds to wait before the headers. */
  delay?: number;
  /** A gate to pass before the headers; the test opens it. */
  hold?: Gate;
}

/**
 * An answer, or a function that makes one from the request. A function may instead answer by itself, with
 * `response`, and return nothing. If it throws, the answer is 500 with the error's message.
 */
export type Route =
  | Answer
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that has answered by itself returns nothing
  | ((request: IncomingMessage, response: ServerResponse) => Answer | void | Promise<Answer | void>);

/** Routes by path: `/a?b=1` is looked up first, then `/a`, then `*`; what is not there answers 404. */
export type Routes = Record<string, Route>;

/** A request as it arrived. */
export interface SiteRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
}

/** A running site. */
export interface Site {
  /** Such as `http://127.0.0.1:41234`, without a slash at the end. */
  origin: string;
  port: number;
  /** Every request, in the order they arrived. */
  requests: readonly SiteRequest[];
  maxOpen: Readonly<MaxOpen>;
  /** The full URL of a path that begins with a slash. */
  url(path: string): string;
  /** Holds every answer until `resume()`. */
  pause(): void;
  resume(): void;
  /** Resolves when `count` requests have arrived since the start; rejects if the site closes before. */
  waitForRequests(count: number): Promise<void>;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/** How the site is served. */
export interface SiteOptions {
  /** 0, the default, for any free port. */
  port?: number;
  /** Makes it https: at least `key` and `cert`, as from `makeCertificate()`. */
  tls?: ServerOptions;
}

const NO_ROUTE: Answer = {
  status: 404,
  headers: { 'content-type': 'text/plain' },
  body: 'No such route in this test\n',
};

/**
 * Starts a loopback site of a few routes, for tests of one behaviour each.
 * @throws EADDRINUSE when `port` is taken
 */
export async function startSite(routes: Routes, options: SiteOptions = {}): Promise<Site> {
  const log = new RequestLog<SiteRequest>();
  const gate = new Gate();
  const closing = new AbortController();

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    const left = log.arrive('', { method: request.method ?? '', path, headers: request.headers });
    response.on('close', left);
    respond(path, request, response).catch(error => {
      // A route that throws is a mistake in the test: the test should see it. The rest are clients that left.
      if (response.headersSent || closing.signal.aborted) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  };

  async function respond(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    await gate.passed();
    const route = routes[path] ?? routes[path.split('?', 1).join()] ?? routes['*'] ?? NO_ROUTE;
    const answer = typeof route === 'function' ? await route(request, response) : route;
    if (answer) await send(answer, response, closing.signal);
  }

  const server = options.tls ? createTlsServer(options.tls, handle) : createServer(handle);
  server.on('tlsClientError', () => {}); // a client that refuses our certificate is what such a test is about
  const { port, close } = await listen(server, options.port);
  const origin = `${options.tls ? 'https' : 'http'}://${LOOPBACK}:${port}`;
  return {
    origin,
    port,
    requests: log.entries,
    maxOpen: log.maxOpen,
    url: path => origin + path,
    pause: () => gate.close(),
    resume: () => gate.open(),
    waitForRequests: count => log.waitFor(count),
    async close() {
      closing.abort();
      log.end();
      await close();
    },
  };
}

async function send(answer: Answer, response: ServerResponse, signal: AbortSignal): Promise<void> {
  const { status = 200, headers = {}, body = '', delay = 0, hold } = answer;
  await hold?.passed();
  if (delay > 0) await setTimeout(delay, undefined, { signal });
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (Array.isArray(body)) await sendPieces(response, body);
  else response.end(body);
}
