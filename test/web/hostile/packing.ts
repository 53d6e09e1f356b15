/** Packed pages: packed once, packed several times, and far too large. */

import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { PAGE } from './reply.ts';

const PACK: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  gzip: data => zlib.gzipSync(data),
  'x-gzip': data => zlib.gzipSync(data),
  deflate: data => zlib.deflateSync(data),
  br: data => zlib.brotliCompressSync(data, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: data => zlib.zstdCompressSync(data),
};

/** Packs with each coding in turn, in the order of a Content-Encoding header: the first one is the innermost. */
export function encode(text: string | Uint8Array, ...codings: string[]): Uint8Array {
  return codings.reduce<Uint8Array>((data, coding) => {
    const pack = PACK[coding];
    if (!pack) throw new Error(`There is no coding ${coding}`);
    return pack(data);
  }, Buffer.from(text));
}

/** The codings that a header names. */
export function codingsOf(label: string): string[] {
  return label.split(',').map(each => each.trim().toLowerCase());
}

const gzip = promisify(zlib.gzip) as typeof zlib.gzip.__promisify__;
const brotli = promisify(zlib.brotliCompress) as typeof zlib.brotliCompress.__promisify__;
const zstd = promisify(zlib.zstdCompress) as typeof zlib.zstdCompress.__promisify__;

const bombs = new Map<string, Promise<Uint8Array>>();

/** A page of 256 MiB that is packed into far fewer bytes. Each one is made once. */
export function bomb(...codings: string[]): Promise<Uint8Array> {
  const name = codings.join();
  const made = bombs.get(name) ?? makeBomb(codings);
  bombs.set(name, made);
  return made;
}

async function makeBomb(codings: readonly string[]): Promise<Uint8Array> {
  const page = Buffer.alloc(256 * 1024 ** 2, ' ');
  page.write(PAGE);
  let data: Uint8Array = page;
  for (const coding of codings) {
    if (coding === 'gzip') data = await gzip(data, { level: 1 });
    else if (coding === 'br')
      data = await brotli(data, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } });
    else data = await zstd(data);
  }
  return data;
}
