import { setImmediate } from 'node:timers/promises';
import zlib from 'node:zlib';
import { type Body, BodyReader, type Source } from '../../../src/engine/content/body.ts';

/** The codings of bodies, with a function that packs. */
export const CODERS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: bytes => zlib.gzipSync(bytes),
  deflate: bytes => zlib.deflateSync(bytes),
  br: bytes => zlib.brotliCompressSync(bytes),
  zstd: bytes => zlib.zstdCompressSync(bytes),
};

/** A cap that no body of the tests reaches. */
export const AMPLE = 1024 ** 2;

/** A source that ignores `pause`. */
export const HEEDLESS: Source = { pause() {}, resume() {} };

/** A source that waits while it is paused. */
export class PatientSource implements Source {
  pauses = 0;
  #resumed = Promise.withResolvers<void>();

  constructor() {
    this.#resumed.resolve();
  }

  pause(): void {
    this.pauses++;
    this.#resumed = Promise.withResolvers();
  }

  resume(): void {
    this.#resumed.resolve();
  }

  async ready(): Promise<void> {
    await this.#resumed.promise;
  }
}

/** The bytes that can be unpacked from a packed body that ends too early. */
export function unpackPart(coding: string, part: Uint8Array): Buffer {
  switch (coding) {
    case 'gzip':
      return zlib.gunzipSync(part, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    case 'deflate':
      return zlib.inflateSync(part, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    case 'br':
      return zlib.brotliDecompressSync(part, { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return zlib.zstdDecompressSync(part, { finishFlush: zlib.constants.ZSTD_e_flush });
    default:
      throw new Error(`There is no coding ${coding}`);
  }
}

/** How the chunks of a body arrive. */
export type Pace = 'all at once' | 'one by one';

/** Reads a body that arrives in these chunks. */
export async function readBody(
  contentEncoding: string,
  chunks: Iterable<Uint8Array>,
  { cap = AMPLE, pace = 'all at once' as Pace, source = HEEDLESS, isText = false } = {},
): Promise<Body> {
  const reader = new BodyReader(contentEncoding, cap, source, isText);
  for (const chunk of chunks) {
    reader.write(Buffer.from(chunk));
    if (pace === 'one by one') await setImmediate();
  }
  reader.end();
  return reader.body;
}

/** The same bytes, cut in two at every place, and cut into single bytes. */
export function* splits(bytes: Uint8Array): Generator<Uint8Array[]> {
  yield [bytes];
  for (let at = 1; at < bytes.length; at++) yield [bytes.subarray(0, at), bytes.subarray(at)];
  yield Array.from(bytes, byte => Uint8Array.of(byte));
}
