/** Recognizes the coding that a body is compressed with (RFC 9110, section 8.4). */

import { isUtf8 } from 'node:buffer';
import zlib from 'node:zlib';
import { hasUtf16Mark, looksBinary, withoutCutCharacter } from './mediaType.ts';

export type Coding = 'gzip' | 'deflate' | 'br' | 'zstd';

/** An error in the compression of a body. The bytes before the error have been unpacked. */
export class CodingError extends Error {
  readonly coding: Coding;
  /** `parts`: it is divided into more members or frames than any page needs. */
  readonly kind: 'truncated' | 'damaged' | 'checksum' | 'parts';

  constructor(coding: Coding, kind: CodingError['kind'], detail: string) {
    super(detail);
    this.coding = coding;
    this.kind = kind;
  }
}

/** The coding for a label of the header, e.g. `x-gzip`; `undefined` for an unknown coding. */
export function codingNamed(label: string): Coding | undefined {
  const name = label.replace(/^x-(?=gzip$)/, '');
  return name === 'gzip' || name === 'deflate' || name === 'br' || name === 'zstd' ? name : undefined;
}

/** Number of bytes that {@link trueCoding} needs. */
export const HEAD_LENGTH = 64;

/** The coding by its magic bytes; `undefined` if there are none. */
export function codingByMagic(head: Uint8Array): Coding | undefined {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (b === 0xb5 && c === 0x2f && d === 0xfd && a === 0x28) return 'zstd';
  if (isSkippable(head)) return 'zstd';
  return undefined;
}

/**
 * The actual coding of a body that is labelled with a coding. Some servers send uncompressed bodies with a label, or
 * compress with another coding than the label names.
 * @param head the first bytes; the whole body if there are fewer than {@link HEAD_LENGTH}
 * @returns `undefined` if the body is not compressed
 * @throws {CodingError} the body is neither text nor in a coding that can be recognized
 */
export function trueCoding(label: Coding, head: Uint8Array): Coding | undefined {
  const magic = codingByMagic(head);
  if (magic) return magic;
  switch (label) {
    case 'br':
    case 'deflate':
      // These have no magic bytes, but their output almost never looks like text.
      return isPlainText(head) && !unpacksWhole(label, head) ? undefined : label;
    case 'gzip':
    case 'zstd':
      // The body ends within its magic bytes.
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

/** Valid UTF-8 without control characters, or UTF-16 with a byte order mark. Stricter than the MIME Sniffing Standard. */
function isPlainText(head: Uint8Array): boolean {
  // Only an empty brotli or deflate body begins like the byte order mark of UTF-16.
  if (hasUtf16Mark(head)) return true;
  const isPrintable = head.every(
    byte =>
      (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d,
  );
  return isPrintable && isUtf8(head.length < HEAD_LENGTH ? head : withoutCutCharacter(head));
}

/** Whether a body that looks like text can be unpacked all the same. Only tried if the head is the whole body. */
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

export function hasZlibHeader(head: Uint8Array): boolean {
  const [first = 0, second] = head;
  return (first & 0x0f) === 8 && (second === undefined || ((first << 8) | second) % 31 === 0);
}

/** A skippable frame of Zstandard (RFC 8878, section 3.1.2). */
export function isSkippable([a = 0, b, c, d]: Uint8Array): boolean {
  return (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
}
