/** Recognizes the coding that a body is compressed in (RFC 9110, section 8.4). */

import { isUtf8 } from 'node:buffer';
import zlib from 'node:zlib';
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

export function hasZlibHeader(head: Uint8Array): boolean {
  const [first = 0, second] = head;
  return (first & 0x0f) === 8 && (second === undefined || ((first << 8) | second) % 31 === 0);
}

/** A skippable frame of Zstandard (RFC 8878, section 3.1.2). */
export function isSkippable([a = 0, b, c, d]: Uint8Array): boolean {
  return (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
}
