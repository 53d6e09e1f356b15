/** Unpacks a compressed body (RFC 9110, section 8.4), as a stream of chunks. */

import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { ByteInput } from './byteInput.ts';
import { type Coding, CodingError, codingByMagic, hasZlibHeader, isSkippable } from './recognizeCoding.ts';

/** The unpacked bytes of one coding exceed their limit. */
export class StageTooBigError extends Error {}

/**
 * Unpacks one coding. Yields everything that can be unpacked before it throws.
 * @param limit for the unpacked bytes
 * @throws {CodingError}
 * @throws {StageTooBigError}
 */
export async function* unpack(coding: Coding, input: ByteInput, limit: number): AsyncGenerator<Buffer> {
  const stage = new Stage(coding, limit);
  try {
    switch (coding) {
      case 'gzip':
        yield* gunzip(stage, input);
        break;
      case 'deflate':
        yield* inflate(stage, input);
        break;
      case 'br':
        yield* stage.run(zlib.createBrotliDecompress(), input);
        break;
      case 'zstd':
        yield* unzstd(stage, input);
        break;
    }
    // Padding or garbage may follow. Reading the input to its end shows whether the body was cut.
    while (await input.next());
  } finally {
    await input.cancel();
  }
}

/** Unpacks the members of a gzip file. Each has a header and a trailer (RFC 1952). */
async function* gunzip(stage: Stage, input: ByteInput): AsyncGenerator<Buffer> {
  for (let member = 0; member === 0 || codingByMagic(await input.peek(2)) === 'gzip'; member++) {
    stage.countPart();
    try {
      await skipGzipHeader(input);
    } catch (error) {
      if (member > 0 && error instanceof CodingError && error.kind === 'damaged') return;
      throw error;
    }
    let checksum = 0;
    let length = 0;
    for await (const chunk of stage.run(zlib.createInflateRaw(), input)) {
      checksum = zlib.crc32(chunk, checksum);
      length += chunk.length;
      yield chunk;
    }
    const trailer = await input.take(8);
    if (trailer.length < 8) throw stage.truncated();
    if (trailer.readUInt32LE(0) !== checksum || trailer.readUInt32LE(4) !== length % 2 ** 32) {
      throw new CodingError('gzip', 'checksum', 'incorrect data check');
    }
  }
}

const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const HEADER_CRC = 2;

async function skipGzipHeader(input: ByteInput): Promise<void> {
  const truncated = () => new CodingError('gzip', 'truncated', 'unexpected end of file');
  const skip = async (count: number) => {
    if (!(await input.skip(count))) throw truncated();
  };
  const header = await input.take(10);
  if (header.length < 10) throw truncated();
  const [, , method, flags = 0] = header;
  if (method !== 8 || flags & 0xe0) throw new CodingError('gzip', 'damaged', 'incorrect header check');
  if (flags & EXTRA) {
    const length = await input.take(2);
    if (length.length < 2) throw truncated();
    await skip(length.readUInt16LE());
  }
  for (const text of [NAME, COMMENT]) if (flags & text && !(await input.skipPast(0))) throw truncated();
  if (flags & HEADER_CRC) await skip(2);
}

/** Unpacks deflate with the zlib wrapper (RFC 1950) that RFC 9110 requires. Like browsers, accepts it without, too. */
async function* inflate(stage: Stage, input: ByteInput): AsyncGenerator<Buffer> {
  const isWrapped = hasZlibHeader(await input.peek(2));
  if (isWrapped) await input.take(2);
  let checksum = 1;
  for await (const chunk of stage.run(zlib.createInflateRaw(), input)) {
    if (isWrapped) checksum = adler32(chunk, checksum);
    yield chunk;
  }
  if (!isWrapped) return;
  const trailer = await input.take(4);
  if (trailer.length < 4) throw stage.truncated();
  if (trailer.readUInt32BE() !== checksum) {
    throw new CodingError('deflate', 'checksum', 'incorrect data check');
  }
}

/** Continues an Adler-32 checksum (RFC 1950, section 9). */
function adler32(bytes: Uint8Array, start: number): number {
  let a = start & 0xffff;
  let b = start >>> 16;
  for (let from = 0; from < bytes.length; ) {
    // The sums of 3800 bytes do not overflow 32 bits.
    const to = Math.min(from + 3800, bytes.length);
    for (; from < to; from++) {
      a += bytes[from] as number;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** Limits the window to 8 MiB, which is enough for the web (RFC 9659). A window takes its size in memory. */
const ZSTD_OPTIONS = { params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } };

/** Unpacks consecutive frames (RFC 8878, section 3). Skips the skippable ones, because Node.js would stop at them. */
async function* unzstd(stage: Stage, input: ByteInput): AsyncGenerator<Buffer> {
  for (let head = await input.peek(4), frame = 0; ; head = await input.peek(4), frame++) {
    if (isSkippable(head)) {
      stage.countPart();
      const header = await input.take(8);
      if (header.length < 8) throw stage.truncated();
      if (!(await input.skip(header.readUInt32LE(4)))) throw stage.truncated();
    } else if (frame === 0 || codingByMagic(head) === 'zstd') {
      stage.countPart();
      yield* stage.run(zlib.createZstdDecompress(ZSTD_OPTIONS), input);
    } else return;
  }
}

type Decoder = Transform & zlib.Zlib;

/** Number of members or frames that every body may have. */
const FREE_PARTS = 1000;

/**
 * A body may have one more member or frame for so many unpacked bytes. Each one takes a decoder, and as much time as
 * several KiB. Files that are packed in parallel or for random access have parts of 64 KiB or more.
 */
const BYTES_PER_PART = 4096;

/** Runs decoders for one coding of a body, and counts them and their output. */
class Stage {
  readonly #coding: Coding;
  readonly #limit: number;
  #length = 0;
  #parts = 0;

  constructor(coding: Coding, limit: number) {
    this.#coding = coding;
    this.#limit = limit;
  }

  truncated(): CodingError {
    return new CodingError(this.#coding, 'truncated', 'unexpected end of file');
  }

  /** Must be called before each member or frame. @throws {CodingError} there are too many for the bytes in them */
  countPart(): void {
    this.#parts++;
    if (this.#parts > FREE_PARTS + this.#length / BYTES_PER_PART) {
      throw new CodingError(this.#coding, 'parts', `more than ${this.#parts - 1} members or frames`);
    }
  }

  /** Feeds a decoder from the input until the end of its stream. The bytes after that stay in the input. */
  async *run(decoder: Decoder, input: ByteInput): AsyncGenerator<Buffer> {
    let unpacked: Buffer[] = [];
    let error: NodeJS.ErrnoException | undefined;
    let wake = () => {};
    decoder.on('data', (chunk: Buffer) => {
      unpacked.push(chunk);
      this.#length += chunk.length;
      if (this.#length > this.#limit) decoder.destroy(new StageTooBigError());
    });
    decoder.on('error', reason => {
      error ??= reason;
    });
    decoder.on('close', () => wake());
    const take = () => {
      const chunks = unpacked;
      unpacked = [];
      return chunks;
    };
    try {
      for (let chunk = await input.next(); chunk; chunk = await input.next()) {
        const before = decoder.bytesWritten;
        await new Promise<void>(resolve => {
          wake = resolve;
          decoder.write(chunk, () => {
            // After an error, the events `error` and `close` follow.
            if (!decoder.destroyed) resolve();
          });
        });
        yield* take();
        if (error instanceof StageTooBigError) throw error;
        if (error) {
          if (before > 0 && error.code === 'ZSTD_error_prefix_unknown') return;
          throw new CodingError(this.#coding, 'damaged', `${error.code} ${error.message}`);
        }
        const used = decoder.bytesWritten - before;
        if (used < chunk.length) {
          input.unread(chunk.subarray(used));
          return;
        }
      }
      await new Promise<void>(resolve => {
        wake = resolve;
        decoder.end();
        decoder.once('end', resolve);
      });
      yield* take();
      if (error instanceof StageTooBigError) throw error;
      if (error) throw new CodingError(this.#coding, 'truncated', `${error.code} ${error.message}`);
    } finally {
      decoder.destroy();
    }
  }
}
