/** Turns a page's bytes into text. */

import { isUtf8 } from 'node:buffer';
import { TextDecoder } from '@exodus/bytes/encoding.js';
import sniffEncoding from 'html-encoding-sniffer';
import type { MediaType } from './mediaType.ts';

/**
 * The encoding of a page, in the order of the HTML Standard (section 13.2.3.2): byte order mark, Content-Type,
 * `<meta>` or XML declaration. Without any of these it is UTF-8 where the bytes are valid UTF-8, else windows-1252.
 * @param isCut whether the page goes on behind these bytes
 * @returns a WHATWG name, such as `Shift_JIS`; `replacement` for encodings that are not safe to decode
 */
export function charsetOf(bytes: Uint8Array, { charset, isXml }: MediaType, isCut = false): string {
  return sniffEncoding(bytes, {
    xml: isXml,
    ...(charset === undefined ? {} : { transportLayerEncodingLabel: charset }),
    defaultEncoding: isUtf8(isCut ? withoutCutCharacter(bytes) : bytes) ? 'UTF-8' : 'windows-1252',
  });
}

/**
 * Invalid sequences become U+FFFD, a byte order mark is dropped.
 * The decoder is a library's because that of Node.js 24 reads Korean and Big5 pages wrongly (nodejs/node#61041).
 * @param charset of {@link charsetOf}, but not `replacement`
 */
export function decode(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

/** A page that was cut may end in the middle of a character. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}
