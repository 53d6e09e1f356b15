/**
 * Sends one GET request on a connection of its own, and reads the response as leniently as browsers do. undici and the
 * parser of Node.js refuse much that browsers read, such as a length that is given twice. Being lenient is safe here,
 * because the connection carries nothing after this response.
 */

import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { MAX_HEADER_SIZE } from '../../model/options.ts';
import { BadResponseError, faultOfStart } from '../badResponse.ts';
import { type Framing, framingOf } from './lenientBody.ts';
import { findHeadEnd, type LenientHead, maySayHttp, parseHead } from './lenientHead.ts';
import { openConnection } from './openConnection.ts';
import { ResponseReader } from './responseReader.ts';
import type { ExchangeOptions, Response } from './transport.ts';

/**
 * Like {@link import('./plainExchange.ts').plainExchange}, but on a separate connection.
 * @throws {BadResponseError}; errors of Node.js; the deadline's reason
 */
export async function lenientExchange(
  url: URL,
  options: ExchangeOptions,
  connect: buildConnector.connector,
): Promise<Response> {
  const { deadline, onPhase } = options;
  onPhase('connect');
  const socket = await deadline.race(openConnection(url, connect, deadline));
  onPhase('headers');
  const reader = new ResponseReader(options);
  const stop = () => socket.destroy();
  socket.once('close', deadline.onOver(stop));
  new Conversation(socket, reader, stop).begin();
  socket.write(requestText(url, options), 'latin1');
  return deadline.race(reader.response);
}

function requestText(url: URL, { headers, path }: ExchangeOptions): string {
  const fields = { host: url.host, connection: 'close', ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

const NO_BYTES = Buffer.alloc(0);

/** Number of bytes that tell HTTP from other protocols. */
const START_LENGTH = 64;

/** The header fields are larger than the limit. The code is that of Node.js's parser. */
class HeadersTooBigError extends Error {
  readonly code = 'HPE_HEADER_OVERFLOW';
}

/** Reads the one response of a connection, then closes it. */
class Conversation {
  readonly #socket: Socket;
  readonly #reader: ResponseReader;
  readonly #stop: () => void;
  /** Bytes of a head that is not complete. */
  #head: Buffer = NO_BYTES;
  /** Start of the first line of the head that has no end yet. */
  #lineStart = 0;
  /** The last interim answer (1xx). */
  #interim: number | undefined;
  /** `undefined` until the head is complete. */
  #framing: Framing | undefined;

  constructor(socket: Socket, reader: ResponseReader, stop: () => void) {
    this.#socket = socket;
    this.#reader = reader;
    this.#stop = stop;
  }

  begin(): void {
    const broken = () => Object.assign(new Error('other side closed'), { code: 'ECONNRESET' });
    this.#socket.on('data', (chunk: Buffer) => this.#guard(() => this.#read(chunk)));
    this.#socket.on('error', error => this.#reader.fail(error));
    this.#socket.on('end', () => {
      if (this.#framing?.endsWithConnection) this.#reader.end();
      else if (!this.#framing && this.#interim) this.#reader.fail(this.#onlyInterim());
      else this.#reader.fail(this.#unfinished() ?? broken());
      this.#stop();
    });
    this.#socket.on('close', () => this.#reader.fail(broken()));
  }

  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#reader.fail(error as Error);
      this.#stop();
    }
  }

  #read(chunk: Buffer): void {
    if (this.#framing) this.#readBody(this.#framing, chunk);
    else this.#readHead(this.#head.length ? Buffer.concat([this.#head, chunk]) : chunk);
  }

  /** @param bytes of one head or several, of which all but the last are interim answers */
  #readHead(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length) {
      this.#head = rest;
      const start = rest.toString('latin1', 0, START_LENGTH);
      if (!maySayHttp(start)) throw this.#interim ? this.#onlyInterim() : faultOfStart(start);
      const { end, lineStart } = findHeadEnd(rest, this.#lineStart);
      this.#lineStart = lineStart;
      if ((end ?? rest.length) > MAX_HEADER_SIZE) throw new HeadersTooBigError();
      if (end === undefined) return;
      const head = parseHead(rest.toString('latin1', 0, end));
      rest = rest.subarray(end);
      this.#head = NO_BYTES;
      this.#lineStart = 0;
      if (head.status >= 200) {
        this.#begin(head, rest);
        return;
      }
      if (head.status === 101) throw new BadResponseError('switched');
      this.#interim = head.status;
    }
  }

  #begin({ headers, status }: LenientHead, rest: Buffer): void {
    const framing = framingOf(status, headers);
    this.#framing = framing;
    if (this.#reader.begin(status, headers, this.#socket, this.#stop)) this.#readBody(framing, rest);
  }

  #readBody(framing: Framing, chunk: Buffer): void {
    if (!framing.isDone) framing.write(chunk, part => this.#reader.write(part));
    if (!framing.isDone) return;
    this.#reader.end();
    this.#stop();
  }

  #onlyInterim(): BadResponseError {
    return new BadResponseError('interim', String(this.#interim));
  }

  /** The fault of an answer that ended before its head, if the bytes that came show one. */
  #unfinished(): BadResponseError | undefined {
    const start = this.#head.toString('latin1', 0, START_LENGTH);
    if (this.#framing || !start) return undefined;
    return /^(?:h|ht|htt|http)/i.test(start) ? undefined : faultOfStart(start);
  }
}
