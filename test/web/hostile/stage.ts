/** Where a row of the table is played: its servers, what they were asked, and their end. */

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
  /** Of all requests of the row, from 1. */
  readonly number: number;
  readonly method: string;
  readonly target: string;
  /** Names in lower case; of a field that came twice, the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  /** Of all connections of the row, from 1. */
  readonly connection: number;
  /** When it came, in ms. */
  readonly at: number;
}

/** Makes a script from a request, or plays its own on the socket and returns nothing. */
export type Script = (request: Received, socket: Socket) => readonly Step[] | undefined;

/** What rows share, because it is one for a whole run. */
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

  /** Requests open at once. */
  get mostOpen(): number {
    return this.#log.maxOpen.total;
  }

  /** Resolves when so many requests have come since the start. */
  waitForRequests(count: number): Promise<void> {
    return this.#log.waitFor(count);
  }

  /** Resolves when so many connections have come since the start. */
  waitForConnections(count: number): Promise<void> {
    return this.#arrivals.waitFor(count);
  }

  /** An HTTP server that plays the same steps for each request. @returns its URL */
  raw(...steps: readonly Step[]): Promise<string> {
    return this.script(() => steps);
  }

  /** An HTTP server that plays one reply after the other; the last one again and again. */
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

  /** A server that has the connection for itself and waits for nothing. */
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

  /** A server that is made elsewhere. */
  async server(server: Server, scheme: string): Promise<string> {
    return this.#open(server, scheme);
  }

  /**
   * A URL that refuses. Its port is taken, so that no other server gets it meanwhile, but at another address.
   */
  async refused(scheme = 'http'): Promise<string> {
    return (await this.tcp(socket => socket.destroy(), scheme)).replace(LOOPBACK, '127.0.0.9');
  }

  /** A port that swallows connections. */
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
