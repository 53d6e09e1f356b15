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

/** As many layers as browsers and curl accept; more are an attack (CVE-2026-22036). */
const MOST_CODINGS = 5;

/** A page that no longer fits is cut here, so the last chunk is not unpacked in vain. */
export class BodyReader {
  /** Settles at the body's end, at the cap, or at a failure. @throws {FailureError} */
  readonly body: Promise<Body>;

  readonly #codings: readonly string[];
  readonly #cap: number;
  readonly #source: Source;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #decoders: Transform[] | undefined;
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
    const unknown = this.#codings.find(coding => !DECODERS.has(coding));
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

  write(chunk: Buffer): void {
    if (this.#settled) return;
    if (!this.#codings.length) {
      this.#take(chunk);
      return;
    }
    this.#decoders ??= this.#connect(chunk);
    const first = this.#decoders[0];
    if (first && !first.write(chunk)) {
      this.#source.pause();
      first.once('drain', () => this.#source.resume());
    }
  }

  end(): void {
    if (this.#decoders?.[0]) this.#decoders[0].end();
    else this.#settle();
  }

  /** Ends the body early: with what came so far, or with nothing when nothing came. */
  fail(reason: Failure): void {
    if (this.#length > 0) this.#settle(reason);
    else this.#refuse(new FailureError(reason));
  }

  #connect(firstChunk: Buffer): Transform[] {
    const decoders = this.#codings.map((coding, index) =>
      // Only the first layer's bytes are at hand; a raw deflate below another layer is not seen in the wild.
      coding === 'deflate' && index === 0 && !hasZlibHeader(firstChunk)
        ? zlib.createInflateRaw()
        : (DECODERS.get(coding) as () => Transform)(),
    );
    decoders.forEach((decoder, index) => {
      const coding = this.#codings[index];
      decoder.on('error', error => {
        this.fail(
          failure(
            this.#length > 0 ? 'BODY_CUT' : 'DECODE_FAILED',
            this.#length > 0
              ? `The page ended early: after ${size(this.#length)} its ${coding} compression is broken`
              : `The page says it is ${coding}-compressed but cannot be unpacked`,
            `${(error as NodeJS.ErrnoException).code} ${error.message}`,
          ),
        );
      });
      const next = decoders[index + 1];
      if (next) decoder.pipe(next);
      else decoder.on('data', (chunk: Buffer) => this.#take(chunk)).on('end', () => this.#settle());
    });
    return decoders;
  }

  #take(chunk: Buffer): void {
    if (this.#settled) return;
    const room = this.#cap - this.#length;
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (part.length) this.#chunks.push(part);
    this.#length += part.length;
    if (chunk.length > room) {
      this.#settle(failure('BODY_TOO_BIG', `Only the first ${size(this.#cap)} were searched`));
    }
  }

  #settle(cut?: Failure): void {
    if (this.#settled) return;
    this.#release();
    this.#resolve({ bytes: Buffer.concat(this.#chunks, this.#length), ...(cut ? { cut } : {}) });
  }

  #refuse(error: Error): void {
    if (this.#settled) return;
    this.#release();
    this.#reject(error);
  }

  #release(): void {
    this.#settled = true;
    for (const decoder of this.#decoders ?? []) decoder.destroy();
  }
}

const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', () => zlib.createGunzip()],
  ['deflate', () => zlib.createInflate()],
  ['br', () => zlib.createBrotliDecompress()],
  ['zstd', () => zlib.createZstdDecompress()],
]);

/** Some servers send deflate without the zlib wrapper that RFC 9110 asks for; browsers accept both. */
function hasZlibHeader(chunk: Buffer): boolean {
  const first = chunk[0] ?? 0;
  return (first & 0x0f) === 8 && (chunk.length < 2 || ((first << 8) | (chunk[1] ?? 0)) % 31 === 0);
}

function unsupported(message: string): FailureError {
  return new FailureError(failure('DECODE_UNSUPPORTED', message));
}
