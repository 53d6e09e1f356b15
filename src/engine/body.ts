/** Reads a response's body: unpacks it, and stops at the size cap. */

import type { Transform } from 'node:stream';
import zlib from 'node:zlib';

import { type Failure, FailureError, failure, size } from './failure.ts';

export interface Body {
  /** The unpacked bytes, never more than the cap. */
  readonly bytes: Buffer;
  /** Why these are not all of them. */
  readonly cut?: Failure;
}

/** What {@link BodyReader} needs of the exchange that feeds it. */
export interface Source {
  pause(): void;
  resume(): void;
}

type Decoder = Transform & zlib.Zlib;

/** One of the codings that a body is wrapped in. */
interface Layer {
  readonly decoder: Decoder;
  /** The decoder's word for "all that you have, now". */
  readonly flush: number;
}

/** As many layers as browsers and curl accept; more are an attack (CVE-2026-22036). */
const MOST_CODINGS = 5;

export class BodyReader {
  /** Settles at the body's end, at the cap, or at a failure. @throws {FailureError} */
  readonly body: Promise<Body>;

  readonly #codings: readonly string[];
  readonly #cap: number;
  readonly #source: Source;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #layers: Layer[] = [];
  /** Why the body ends early, while what came of it is still being unpacked. */
  #cut: Failure | undefined;
  #settled = false;
  #resolve!: (body: Body) => void;
  #reject!: (error: Error) => void;

  /**
   * @param contentEncoding the header as received (RFC 9110, section 8.4)
   * @param cap in bytes, counted unpacked
   * @throws {FailureError} DECODE_UNSUPPORTED
   */
  constructor(contentEncoding: string, cap: number, source: Source) {
    this.#codings = contentEncoding
      .toLowerCase()
      .split(',')
      .map(coding => coding.trim().replace(/^x-gzip$/, 'gzip'))
      .filter(coding => coding && coding !== 'identity')
      .reverse();
    this.#cap = cap;
    this.#source = source;
    const unknown = this.#codings.find(coding => !LAYERS.has(coding));
    if (unknown) throw unsupported(`The compression ${unknown} is not supported`);
    if (this.#codings.length > MOST_CODINGS) {
      throw unsupported(
        `The page is compressed ${this.#codings.length} times; at most ${MOST_CODINGS} are unpacked`,
      );
    }
    this.body = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The exchange may fail before anybody awaits the body.
    this.body.catch(() => {});
  }

  /** Unpacked bytes so far. */
  get length(): number {
    return this.#length;
  }

  write(chunk: Buffer): void {
    if (this.#settled || this.#cut) return;
    if (!this.#codings.length) {
      this.#take(chunk);
      return;
    }
    if (!this.#layers.length) this.#connect(chunk);
    const first = this.#layers[0]?.decoder;
    if (first && !first.write(chunk)) {
      this.#source.pause();
      first.once('drain', () => this.#source.resume());
    }
  }

  end(): void {
    const [first] = this.#layers;
    if (first) finish(first);
    else this.#settle();
  }

  /** Ends the body early: with what came so far, or with nothing when nothing came. */
  fail(reason: Failure): void {
    this.#cut ??= reason;
    this.end();
  }

  #connect(firstChunk: Buffer): void {
    // Only the first layer's bytes are at hand; a raw deflate below another layer is not seen in the wild.
    this.#layers = this.#codings.flatMap(
      (coding, index) => LAYERS.get(coding)?.(index ? undefined : firstChunk) ?? [],
    );
    for (const [index, { decoder }] of this.#layers.entries()) {
      const next = this.#layers[index + 1];
      const end = () => (next ? finish(next) : this.#settle());
      decoder.on('end', end).on('error', error => {
        this.#cut ??= this.#broken(this.#codings[index] ?? '', error);
        end();
      });
      if (next) decoder.pipe(next.decoder, { end: false });
      else decoder.on('data', (chunk: Buffer) => this.#take(chunk));
    }
  }

  #broken(coding: string, error: NodeJS.ErrnoException): Failure {
    const detail = `${error.code} ${error.message}`;
    return this.#length > 0
      ? failure(
          'BODY_CUT',
          `The page ended early: after ${size(this.#length)} its ${coding} compression is broken`,
          detail,
        )
      : failure('DECODE_FAILED', `The page says it is ${coding}-compressed but cannot be unpacked`, detail);
  }

  #take(chunk: Buffer): void {
    if (this.#settled) return;
    const room = this.#cap - this.#length;
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (part.length) this.#chunks.push(part);
    this.#length += part.length;
    if (chunk.length > room) {
      this.#cut = failure('BODY_TOO_BIG', `Only the first ${size(this.#cap)} were searched`);
      this.#settle();
    }
  }

  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    for (const { decoder } of this.#layers) decoder.destroy();
    const cut = this.#cut;
    if (cut && this.#length === 0) this.#reject(new FailureError(cut));
    else this.#resolve({ bytes: Buffer.concat(this.#chunks, this.#length), ...(cut ? { cut } : {}) });
  }
}

/** Decoders that are ended while they work on the last chunk lose what they have unpacked of it when that is cut. */
function finish({ decoder, flush }: Layer): void {
  decoder.flush(flush, () => decoder.end());
}

const { BROTLI_OPERATION_FLUSH, Z_SYNC_FLUSH, ZSTD_e_flush } = zlib.constants;

const LAYERS: ReadonlyMap<string, (firstChunk?: Buffer) => Layer> = new Map([
  ['gzip', () => ({ decoder: zlib.createGunzip(), flush: Z_SYNC_FLUSH })],
  ['deflate', chunk => ({ decoder: createInflate(chunk), flush: Z_SYNC_FLUSH })],
  ['br', () => ({ decoder: zlib.createBrotliDecompress(), flush: BROTLI_OPERATION_FLUSH })],
  ['zstd', () => ({ decoder: zlib.createZstdDecompress(), flush: ZSTD_e_flush })],
] satisfies [string, (firstChunk?: Buffer) => Layer][]);

/** Some servers send deflate without the zlib wrapper that RFC 9110 asks for; browsers accept both. */
function createInflate(firstChunk: Buffer | undefined): Decoder {
  return firstChunk && !hasZlibHeader(firstChunk) ? zlib.createInflateRaw() : zlib.createInflate();
}

function hasZlibHeader(chunk: Buffer): boolean {
  const first = chunk[0] ?? 0;
  return (first & 0x0f) === 8 && (chunk.length < 2 || ((first << 8) | (chunk[1] ?? 0)) % 31 === 0);
}

function unsupported(message: string): FailureError {
  return new FailureError(failure('DECODE_UNSUPPORTED', message));
}
