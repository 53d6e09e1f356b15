import { isUtf8 } from 'node:buffer';
import { get, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { getBOMEncoding, legacyHookDecode } from '@exodus/bytes/encoding.js';
import { received } from '../received.ts';

/** What a URL ended with, after its redirects. */
export interface Fetched {
  status: number;
  headers: IncomingMessage['headers'];
  /** Statuses of the redirects on the way. */
  redirects: number[];
  /** How many pieces the body arrived in. */
  pieces: number;
  /** The body, decompressed. */
  bytes: Buffer;
  /** The body, decompressed and decoded. */
  text: string;
}

const unpackers: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  gzip: promisify<Buffer, Buffer>(zlib.gunzip),
  br: promisify<Buffer, Buffer>(zlib.brotliDecompress),
  zstd: promisify<Buffer, Buffer>(zlib.zstdDecompress),
  deflate: bytes => (isZlib(bytes) ? inflate(bytes) : inflateRaw(bytes)),
};
const inflate = promisify<Buffer, Buffer>(zlib.inflate);
const inflateRaw = promisify<Buffer, Buffer>(zlib.inflateRaw);

/**
 * GETs a URL without any of the extension's own code, so that the replica is judged by somebody else.
 * @param acceptEncoding what to ask for; everything unless said otherwise
 */
export async function fetchPage(url: string, acceptEncoding = 'gzip, deflate, br, zstd'): Promise<Fetched> {
  const redirects: number[] = [];
  let response = await request(url, acceptEncoding);
  while (response.headers.location) {
    redirects.push(response.statusCode ?? 0);
    response.resume();
    url = new URL(response.headers.location, url).href;
    response = await request(url, acceptEncoding);
  }
  const { statusCode: status = 0, headers } = response;
  const chunks = await received(response);
  const unpack = unpackers[headers['content-encoding'] ?? ''] ?? (async (bytes: Buffer) => bytes);
  const bytes = await unpack(Buffer.concat(chunks));
  const text = decode(bytes, headers['content-type'] ?? '');
  return { status, headers, redirects, pieces: chunks.length, bytes, text };
}

function request(url: string, acceptEncoding: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': acceptEncoding } }, resolve).on('error', reject);
  });
}

/** True for the two bytes that zlib's form of deflate begins with. */
export function isZlib(bytes: Buffer): boolean {
  return bytes.length > 1 && (bytes.readUInt8() & 0x0f) === 8 && bytes.readUInt16BE() % 31 === 0;
}

function decode(bytes: Buffer, contentType: string): string {
  const meta = /<meta charset="([^"]+)"/.exec(bytes.subarray(0, 1024).toString('latin1'));
  const header = /charset=(.+)/.exec(contentType);
  // The replica leaves it open for one page of UTF-8 and one of windows-1252: only one of them is valid UTF-8.
  const guess = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  return legacyHookDecode(bytes, getBOMEncoding(bytes) ?? header?.[1] ?? meta?.[1] ?? guess);
}
