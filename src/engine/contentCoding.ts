/** Unpacks the codings that a body may be wrapped in (RFC 9110, section 8.4), as a stream of chunks. */

import { isUtf8 } from 'node:buffer';
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { ByteInput } from './byteInput.ts';
import { hasUtf16Mark, looksBinary, withoutCutCharacter } from './mediaType.ts';

export type Coding = 'gzip' | 'deflate' | 'br' | 'zstd';

/** What is wrong with a body's compression, and in which coding. What came before it has been unpacked. */
export class CodingError extends Error {
  readonly coding: Coding;
  readonly kind: 'truncated' | 'damaged' | 'checksum';

  constructor(coding: Coding, kind: CodingError['kind'], detail: string) {
    super(detail);
    this.coding = coding;
    this.kind = kind;
  }
}

/** An unpacked stage that is larger than a page may be. */
export class StageTooBigError extends Error {}

/** @returns the coding's one name; `undefined` for one that is not known here */
export function codingNamed(label: string): Coding | undefined {
  const name = label.replace(/^x-(?=gzip$)/, '');
  return name === 'gzip' || name === 'deflate' || name === 'br' || name === 'zstd' ? name : undefined;
}

/** So much is enough to tell codings apart, and from text. */
export const HEAD_LENGTH = 64;

/** The codings that say by their first bytes what they are. */
export function codingByMagic(head: Uint8Array): Coding | undefined {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (b === 0xb5 && c === 0x2f && d === 0xfd && a === 0x28) return 'zstd';
  if (isSkippable(head)) return 'zstd';
  return undefined;
}

/**
 * What a body that is labelled with a coding really is: servers label what they have not compressed, and compress
 * with another coding than they say.
 * @param head the first bytes; all of them when fewer than {@link HEAD_LENGTH}
 * @returns `undefined` when it is not compressed at all
 * @throws {CodingError} it is neither text nor compressed in a way that can be recognized
 */
export function trueCoding(label: Coding, head: Uint8Array): Coding | undefined {
  const magic = codingByMagic(head);
  if (magic) return magic;
  switch (label) {
    case 'br':
    case 'deflate':
      // Neither has magic bytes, but next to nothing that they make reads as text.
      return isPlainText(head) && !unpacksWhole(label, head) ? undefined : label;
    case 'gzip':
    case 'zstd':
      // A body that breaks off in its magic bytes has nothing to say.
      if (head.length < 4) return looksBinary(head) || isPrefixOfMagic(head) ? label : undefined;
      if (!looksBinary(head)) return undefined;
      if (hasZlibHeader(head)) return 'deflate';
      throw new CodingError(
        label,
        'damaged',
        `starts with ${Buffer.from(head.subarray(0, 8)).toString('hex')}`,
      );
  }
}

function isPrefixOfMagic(head: Uint8Array): boolean {
  return head[0] === 0x1f || head[0] === 0x28;
}

/** Stricter than the MIME Sniffing Standard: valid UTF-8 without any control character, or UTF-16 that says so. */
function isPlainText(head: Uint8Array): boolean {
  // No brotli or deflate begins with the mark of UTF-16, but for an empty one.
  if (hasUtf16Mark(head)) return true;
  const isPrintable = head.every(
    byte =>
      (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d,
  );
  return isPrintable && isUtf8(head.length < HEAD_LENGTH ? head : withoutCutCharacter(head));
}

/** Whether a head that is the whole body is compressed after all, though it looks like text. */
function unpacksWhole(label: 'br' | 'deflate', head: Uint8Array): boolean {
  if (head.length >= HEAD_LENGTH) return false;
  try {
    if (label === 'br') zlib.brotliDecompressSync(head);
    else if (hasZlibHeader(head)) zlib.inflateSync(head);
    else zlib.inflateRawSync(head);
    return true;
  } catch {
    return false;
  }
}

function hasZlibHeader(head: Uint8Array): boolean {
  const [first = 0, second] = head;
  return (first & 0x0f) === 8 && (second === undefined || ((first << 8) | second) % 31 === 0);
}

/**
 * Everything that can be unpacked comes before the error.
 * @param limit bytes that may come out
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
    // Behind the end may stand padding, or garbage. It is read to the end, which tells whether the body was cut.
    while (await input.next());
  } finally {
    await input.cancel();
  }
}

/** Members of a gzip file, each with a header and a trailer (RFC 1952). */
async function* gunzip(stage: Stage, input: ByteInput): AsyncGenerator<Buffer> {
  for (let member = 0; member === 0 || codingByMagic(await input.peek(2)) === 'gzip'; member++) {
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
    if ((await input.take(count)).length < count) throw truncated();
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
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    for (let byte = await input.take(1); byte[0] !== 0; byte = await input.take(1)) {
      if (!byte.length) throw truncated();
    }
  }
  if (flags & HEADER_CRC) await skip(2);
}

/** With the zlib wrapper that RFC 9110 asks for (RFC 1950), or bare, as some servers send it and browsers accept. */
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

/** RFC 1950, section 9. */
function adler32(bytes: Uint8Array, start: number): number {
  let a = start & 0xffff;
  let b = start >>> 16;
  for (let from = 0; from < bytes.length; ) {
    // As many as are summed up without an overflow of 32 bits.
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

/** RFC 9659: what the web sends needs no larger window than 8 MiB; a larger one costs its size in memory. */
const ZSTD_OPTIONS = { params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } };

/** Frames, one behind the other; some hold nothing of the page, and Node.js would stop at them (RFC 8878, section 3). */
async function* unzstd(stage: Stage, input: ByteInput): AsyncGenerator<Buffer> {
  for (let head = await input.peek(4), frame = 0; ; head = await input.peek(4), frame++) {
    if (isSkippable(head)) {
      const header = await input.take(8);
      if (header.length < 8) throw stage.truncated();
      if (!(await input.skip(header.readUInt32LE(4)))) throw stage.truncated();
    } else if (frame === 0 || codingByMagic(head) === 'zstd') {
      yield* stage.run(zlib.createZstdDecompress(ZSTD_OPTIONS), input);
    } else return;
  }
}

/** A skippable frame of Zstandard (RFC 8878, section 3.1.2). */
function isSkippable([a = 0, b, c, d]: Uint8Array): boolean {
  return (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
}

type Decoder = Transform & zlib.Zlib;

/** One coding of a body at work. */
class Stage {
  readonly #coding: Coding;
  readonly #limit: number;
  #length = 0;

  constructor(coding: Coding, limit: number) {
    this.#coding = coding;
    this.#limit = limit;
  }

  truncated(): CodingError {
    return new CodingError(this.#coding, 'truncated', 'unexpected end of file');
  }

  /** Takes what the decoder reads from the input, and leaves what stands behind its end. */
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
            // After an error the decoder says what it was, and closes.
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
