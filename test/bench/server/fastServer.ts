/** A minimal server: sends prepared answers over `node:net`, and ignores most of HTTP. */

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A prepared answer: head and body in one buffer. */
export interface Prepared {
  readonly head: Buffer;
  readonly whole: Buffer;
}

/** @param body of a page of HTML in UTF-8 */
export function prepare(body: Buffer): Prepared {
  const head = Buffer.from(
    [
      'HTTP/1.1 200 OK',
      'Server: sample',
      `Date: ${new Date().toUTCString()}`,
      'Content-Type: text/html; charset=utf-8',
      `Content-Length: ${body.length}`,
      'Cache-Control: max-age=60',
      '\r\n',
    ].join('\r\n'),
  );
  return { head, whole: Buffer.concat([head, body]) };
}

const NOT_FOUND = Buffer.from(
  'HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n',
);

/** Counts what was answered. */
export interface Counter {
  requests: number;
  /** When the first request since the last one for {@link TIMES} arrived and was answered, in ms since the epoch. */
  firstRequest: number | null;
  firstAnswer: number | null;
}

/** Answers with the times of a {@link Counter}, and resets them. */
export const TIMES = '/times';

/**
 * A server of prepared answers: `/VARIANT/DELAY/anything` gets that variant after so many ms.
 * @param counter goes up by one with each answer
 */
export function fastServer(prepared: readonly Prepared[], counter: Counter): Server {
  return createServer({ noDelay: true }, socket => new Connection(socket, prepared, counter));
}

/** One request at a time and in order, so that pipelined ones are safe. */
class Connection {
  readonly #socket: Socket;
  readonly #prepared: readonly Prepared[];
  readonly #counter: Counter;
  #unread = '';
  #isBusy = false;

  constructor(socket: Socket, prepared: readonly Prepared[], counter: Counter) {
    this.#socket = socket;
    this.#prepared = prepared;
    this.#counter = counter;
    socket.on('error', () => {}); // a client that hangs up is no fault of the server's
    socket.on('data', (chunk: Buffer) => {
      this.#unread += chunk.toString('latin1');
      this.#serve();
    });
  }

  #serve(): void {
    for (let end = 0; !this.#isBusy && end >= 0; ) {
      end = this.#unread.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request = this.#unread.slice(0, end);
      this.#unread = this.#unread.slice(end + 4);
      this.#answer(request);
    }
  }

  #answer(request: string): void {
    const line = request.slice(0, request.indexOf('\r\n'));
    const [method, target = ''] = line.split(' ', 2);
    if (target === TIMES) {
      this.#tellTimes();
      return;
    }
    this.#counter.firstRequest ??= now();
    const [, variant, delay] = target.split('/', 3);
    const prepared = this.#prepared[Number(variant)];
    const bytes = prepared ? (method === 'HEAD' ? prepared.head : prepared.whole) : NOT_FOUND;
    const isLast = /\r\nconnection: *close/i.test(request) || line.endsWith('/1.0');
    if (!Number(delay)) {
      this.#send(bytes, isLast);
      return;
    }
    this.#isBusy = true;
    setTimeout(() => {
      this.#isBusy = false;
      this.#send(bytes, isLast);
      this.#serve();
    }, Number(delay));
  }

  #send(bytes: Buffer, isLast: boolean): void {
    this.#counter.requests++;
    if (isLast) this.#socket.end(bytes);
    else this.#socket.write(bytes);
    this.#counter.firstAnswer ??= now();
  }

  #tellTimes(): void {
    const { firstAnswer, firstRequest } = this.#counter;
    const body = JSON.stringify({ firstAnswer, firstRequest });
    this.#socket.end(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    Object.assign(this.#counter, { firstAnswer: null, firstRequest: null });
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Listens on an address.
 * @param port 0 for any free one
 * @returns the port
 */
export async function listenOn(server: Server, address: string, port: number): Promise<number> {
  // Hundreds of connections may arrive at the same time.
  server.listen({ host: address, port, backlog: 1024 });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
