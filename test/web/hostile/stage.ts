/** The stage of a row: its servers and the requests to them. It ends the servers. */

import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';
import { type BlackHole, blackHole } from '../blackHole.ts';
import { LOOPBACK, listen } from '../listen.ts';
import { RequestLog } from '../requestLog.ts';
import type { Certificates } from './certificateChest.ts';
import type { NameServer } from './nameServer.ts';
import { play, type Step } from './script.ts';

/** A request as a server saw it. */
export interface Received {
  /** Number among all requests of the row, from 1. */
  readonly number: number;
  readonly method: string;
  readonly target: string;
  /** Header fields with names in lower case; the last one if a field is repeated. */
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  /** Number of its connection among all connections of the row, from 1. */
  readonly connection: number;
  /** Time of its arrival, in ms. */
  readonly at: number;
}

/** Makes a script for a request; or writes to the socket itself and returns nothing. */
export type Script = (request: Received, socket: Socket) => readonly Step[] | undefined;

/** The DNS server and the certificates, which all rows of a run share. */
export interface Shared {
  readonly names: NameServer;
  readonly certificates: Certificates;
}

export class Stage {
  readonly names: NameServer;
  readonly certificates: Certificates;
  readonly #log = new RequestLog<Received>();
  readonly #arrivals = new RequestLog<undefined>();
  readonly #closers: (() => Promise<void>)[] = [];

  constructor({ names, certificates }: Shared) {
    this.names = names;
    this.certificates = certificates;
  }

  get requests(): readonly Received[] {
    return this.#log.entries;
  }

  get connections(): number {
    return this.#arrivals.entries.length;
  }

  /** Largest number of requests that were open at the same time. */
  get mostOpen(): number {
    return this.#log.maxOpen.total;
  }

  /** Resolves when this many requests have arrived since the start. */
  waitForRequests(count: number): Promise<void> {
    return this.#log.waitFor(count);
  }

  /** Resolves when this many connections have arrived since the start. */
  waitForConnections(count: number): Promise<void> {
    return this.#arrivals.waitFor(count);
  }

  /** An HTTP server that plays the same steps for each request. @returns its URL */
  raw(...steps: readonly Step[]): Promise<string> {
    return this.script(() => steps);
  }

  /** An HTTP server that plays one reply after another, then always the last one. */
  inTurn(...replies: readonly Step[]): Promise<string> {
    let turn = 0;
    return this.script(() => [replies[Math.min(turn++, replies.length - 1)] as Step]);
  }

  /** An HTTP server whose steps depend on the request. */
  script(script: Script): Promise<string> {
    return this.#open(
      createServer(socket => this.#converse(socket, script)),
      'http',
    );
  }

  /** An HTTPS server whose steps depend on the request. */
  secure(tls: TlsOptions, script: Script = () => undefined): Promise<string> {
    const server = createTls(tls, socket => this.#converse(socket, script));
    server.on('tlsClientError', () => {}); // a handshake that fails is what such a row is about
    return this.#open(server, 'https');
  }

  /** A server that gets the connection at once, before any request. */
  tcp(onConnection: (socket: Socket) => void, scheme = 'http'): Promise<string> {
    return this.#open(createServer(onConnection), scheme);
  }

  /** Node.js's own HTTP server. */
  http(listener: RequestListener): Promise<string> {
    const server = createHttp((request, response) => {
      const { method = '', url = '', headers } = request;
      const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      const port = request.socket.localPort ?? 0;
      response.on('close', this.#arrive({ method, target: url, headers: flat, port, connection: 0 }));
      listener(request, response);
    });
    return this.#open(server, 'http');
  }

  /** A server that was created elsewhere. */
  async server(server: Server, scheme: string): Promise<string> {
    return this.#open(server, scheme);
  }

  /**
   * A URL that refuses connections. Its port is in use at another address, so that no other server can get it.
   */
  async refused(scheme = 'http'): Promise<string> {
    return (await this.tcp(socket => socket.destroy(), scheme)).replace(LOOPBACK, '127.0.0.9');
  }

  /** A port that neither accepts nor refuses connections. */
  async blackHole(): Promise<BlackHole> {
    const hole = await blackHole();
    this.#closers.push(() => hole.close());
    return hole;
  }

  async close(): Promise<void> {
    this.#log.end();
    this.#arrivals.end();
    await Promise.all(this.#closers.splice(0).map(close => close()));
  }

  async #open(server: Server, scheme: string): Promise<string> {
    server.on('connection', socket => {
      socket.on('close', this.#arrivals.arrive('', undefined));
    });
    const { port, close } = await listen(server);
    this.#closers.push(close);
    return `${scheme}://${LOOPBACK}:${port}/`;
  }

  #arrive(request: Omit<Received, 'number' | 'at'>): () => void {
    const number = this.requests.length + 1;
    return this.#log.arrive('', { ...request, number, at: performance.now() });
  }

  #converse(socket: Socket, script: Script): void {
    const connection = this.connections;
    let pending = '';
    let turn = Promise.resolve();
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (data: string) => {
      const parts = (pending + data).split('\r\n\r\n');
      pending = parts.pop() ?? '';
      for (const part of parts) {
        const left = this.#arrive({ ...parseRequest(part), port: socket.localPort ?? 0, connection });
        const steps = script(this.requests.at(-1) as Received, socket) ?? [];
        turn = turn.then(() => play(socket, steps)).finally(left);
      }
    });
  }
}

function parseRequest(text: string): Pick<Received, 'method' | 'target' | 'headers'> {
  const [first = '', ...lines] = text.split('\r\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { method, target, headers };
}
