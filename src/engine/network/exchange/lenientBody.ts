/**
 * Finds the end of a response's body as browsers do (RFC 9112, section 6.3, and Chromium's `HttpChunkedDecoder`), and
 * removes the chunks. What is lenient here cannot smuggle a response: a connection that is read so is never used again.
 */

import { MAX_HEADER_SIZE } from '../../model/options.ts';
import { BadResponseError } from '../badResponse.ts';
import { fields, type Headers } from '../headers.ts';

/** Takes the bytes of the connection behind the head. */
export interface Framing {
  /** Whether the body is complete. */
  readonly isDone: boolean;
  /** Whether the end of the connection ends the body. */
  readonly endsWithConnection: boolean;
  /** @param emit gets the parts of the body @throws {BadResponseError} */
  write(chunk: Buffer, emit: (part: Buffer) => void): void;
}

/** How the body of a response is framed. @throws {BadResponseError} for lengths that differ */
export function framingOf(status: number, headers: Headers): Framing {
  if (status === 204 || status === 304) return new Counted(0);
  if (listed(headers, 'transfer-encoding').includes('chunked')) return new Chunked();
  const length = lengthOf(headers);
  return length === undefined ? new Open() : new Counted(length);
}

/** @returns `undefined` without a valid length: then the end of the connection ends the body */
function lengthOf(headers: Headers): number | undefined {
  const lengths = new Set(listed(headers, 'content-length').map(each => each.replace(/^0+(?=\d)/, '')));
  if (lengths.size > 1)
    throw new BadResponseError('lengths', [...lengths].slice(0, 2).join(', ').slice(0, 60));
  const [length] = lengths;
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** The parts of a field that is a list, in lower case. */
function listed(headers: Headers, name: string): string[] {
  return fields(headers, name)
    .flatMap(value => value.split(','))
    .map(part => part.trim().toLowerCase())
    .filter(Boolean);
}

/** A body that ends with the connection. */
class Open implements Framing {
  readonly isDone = false;
  readonly endsWithConnection = true;

  write(chunk: Buffer, emit: (part: Buffer) => void): void {
    emit(chunk);
  }
}

/** A body with a length. What follows is not read. */
class Counted implements Framing {
  readonly endsWithConnection = false;
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  get isDone(): boolean {
    return this.#left === 0;
  }

  write(chunk: Buffer, emit: (part: Buffer) => void): void {
    const part = chunk.length > this.#left ? chunk.subarray(0, this.#left) : chunk;
    this.#left -= part.length;
    if (part.length) emit(part);
  }
}

/** A body in chunks. Lines may end in a line feed alone; extensions and trailers are left out. */
class Chunked implements Framing {
  readonly endsWithConnection = false;
  isDone = false;
  /** Bytes of the chunk that are still to come. */
  #left = 0;
  #expects: 'size' | 'data' | 'end' | 'trailer' = 'size';
  /** The beginning of a line whose end has not come. */
  #line = '';

  write(chunk: Buffer, emit: (part: Buffer) => void): void {
    let at = 0;
    while (at < chunk.length && !this.isDone) {
      if (this.#expects === 'data') {
        const end = Math.min(chunk.length, at + this.#left);
        emit(chunk.subarray(at, end));
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#expects = 'end';
        continue;
      }
      const feed = chunk.indexOf(0x0a, at);
      const end = feed < 0 ? chunk.length : feed;
      this.#line += chunk.toString('latin1', at, end);
      if (this.#line.length > MAX_HEADER_SIZE) throw new BadResponseError();
      if (feed < 0) return;
      at = feed + 1;
      this.#endLine(this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line);
      this.#line = '';
    }
  }

  #endLine(line: string): void {
    switch (this.#expects) {
      case 'size':
        this.#left = sizeOf(line);
        this.#expects = this.#left ? 'data' : 'trailer';
        return;
      case 'trailer':
        this.isDone = line === '';
        return;
      default:
        if (line !== '') throw new BadResponseError();
        this.#expects = 'size';
    }
  }
}

/** The size of a chunk, in hexadecimal digits. Browsers allow white space after it, but none before. */
function sizeOf(line: string): number {
  const semicolon = line.indexOf(';');
  const digits = (semicolon < 0 ? line : line.slice(0, semicolon)).trimEnd();
  if (!/^[\da-f]{1,32}$/i.test(digits)) throw new BadResponseError();
  const size = Number.parseInt(digits, 16);
  if (!Number.isSafeInteger(size)) throw new BadResponseError();
  return size;
}
