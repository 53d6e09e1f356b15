import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js';
import { createSinglebyteEncoder } from '@exodus/bytes/single-byte.js';
import type { Charset, Coding } from './page.ts';

/**
 * Text as bytes, without a byte order mark.
 * @throws when the charset cannot hold the text
 */
export function encodeText(text: string, charset: Charset): Buffer {
  switch (charset) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'shift_jis':
    case 'euc-jp':
    case 'euc-kr':
    case 'gbk':
      return Buffer.from(createMultibyteEncoder(charset)(text));
    case 'iso-8859-1':
      // On the web this name has long meant windows-1252, curly quotation marks included.
      return Buffer.from(createSinglebyteEncoder('windows-1252')(text));
    default:
      return Buffer.from(createSinglebyteEncoder(charset)(text));
  }
}

const compressors = {
  gzip: promisify<Buffer, Buffer>(zlib.gzip),
  deflate: promisify<Buffer, Buffer>(zlib.deflate),
  'deflate-raw': promisify<Buffer, Buffer>(zlib.deflateRaw),
  // As servers that compress on the fly set it; the default level takes ten times as long.
  br: (bytes: Buffer) => brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  zstd: promisify<Buffer, Buffer>(zlib.zstdCompress),
} satisfies Record<Exclude<Coding, 'none'>, (bytes: Buffer) => Promise<Buffer>>;
const brotli = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliCompress);

/** Bytes as they travel. */
export async function compress(bytes: Buffer, coding: Coding): Promise<Buffer> {
  return coding === 'none' ? bytes : compressors[coding](bytes);
}

/** The `Content-Encoding` of a coding, which calls both forms of deflate the same. */
export function contentEncoding(coding: Coding): string {
  return coding === 'deflate-raw' ? 'deflate' : coding;
}

/**
 * The coding to use for a client: the page's own if the client takes it, or else gzip or nothing, as a real
 * server would do, so that simple clients can be measured against the same pages.
 */
export function negotiate(coding: Coding, acceptEncoding: string): Coding {
  const refused = /;\s*q=0(?:\.0*)?\s*$/;
  const accepted = acceptEncoding
    .split(',')
    .filter(item => !refused.test(item))
    .map(item => item.split(';', 1).join().trim().toLowerCase());
  const takes = (wanted: Coding) => accepted.includes(contentEncoding(wanted)) || accepted.includes('*');
  if (coding === 'none' || takes(coding)) return coding;
  return takes('gzip') ? 'gzip' : 'none';
}
