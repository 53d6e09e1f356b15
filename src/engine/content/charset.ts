/** Turns a page's bytes into text. */

import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from '@exodus/bytes/encoding.js';
import sniffEncoding from 'html-encoding-sniffer';
import { latin1, type MediaType, mediaType, withoutCutCharacter } from './mediaType.ts';

/** Not the name of an encoding. */
const UNDECLARED = '';

/**
 * The encoding of a page, in the order of the HTML Standard (section 13.2.3.2): byte order mark, Content-Type,
 * `<meta>` or XML declaration. Without any of these it is UTF-8 where the bytes are valid UTF-8, else windows-1252.
 * @param isCut whether the page goes on behind these bytes
 * @returns a WHATWG name, such as `Shift_JIS`; `replacement` for encodings that are not safe to decode
 */
export function charsetOf(bytes: Uint8Array, mediaType: MediaType, isCut = false): string {
  return declaredCharset(bytes, mediaType) ?? guessedCharset(bytes, isCut);
}

/** What mark, header, `<meta>` or XML declaration say; labels that name no encoding count as absent. */
function declaredCharset(bytes: Uint8Array, { charset, isXml }: MediaType): string | undefined {
  const name = sniffEncoding(bytes, {
    xml: isXml,
    ...(charset === undefined ? {} : { transportLayerEncodingLabel: charset }),
    defaultEncoding: UNDECLARED,
  });
  return name || undefined;
}

function guessedCharset(bytes: Uint8Array, isCut: boolean): string {
  return isUtf8(isCut ? withoutCutCharacter(bytes) : bytes) ? 'UTF-8' : 'windows-1252';
}

/** Enough to tell UTF-16 by, in bytes. */
const GLANCE = 512;

/**
 * The encoding of a file, which nobody labels: as {@link charsetOf}, and UTF-16 without a mark by where the zero bytes of
 * its ASCII characters are, as VS Code tells it.
 */
export function fileCharset(bytes: Uint8Array): string {
  const zeros = [0, 0];
  const head = bytes.subarray(0, GLANCE);
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = head.length / 4;
  if (odd > most && even === 0) return 'UTF-16LE';
  if (even > most && odd === 0) return 'UTF-16BE';
  return charsetOf(bytes, mediaType('text/plain'));
}

/** How far behind its place a `<meta>` is looked for, in bytes. */
const LATE_BYTES = 64 * 1024;

/**
 * The encoding that a `<meta>` behind the first 1024 bytes names, where nobody is bound to look for it
 * (HTML Standard, section 4.2.5.4).
 * @param charset that the page is read in
 * @returns `undefined` when there is none, or when it makes no difference
 */
export function lateCharset(bytes: Uint8Array, mediaType: MediaType, charset: string): string | undefined {
  if (mediaType.isXml || isAscii(bytes) || declaredCharset(bytes, mediaType)) return undefined;
  const late = sniffEncoding(bytes, { maxPrescanBytes: LATE_BYTES, defaultEncoding: charset });
  return late === charset ? undefined : late;
}

/** UTF-16 has two bytes for each character, and ISO-2022-JP switches to other alphabets in the middle of a text. */
const NOT_ASCII = /^(?:UTF-16|ISO-2022-JP|replacement)/;

/** Whether an ASCII character of a text is that byte in the encoding (Encoding Standard, section 4). */
export function isAsciiSuperset(charset: string): boolean {
  return !NOT_ASCII.test(charset);
}

/** To make one costs more than to decode most pages. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  const known = decoders.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset);
  decoders.set(charset, decoder);
  return decoder;
}

/**
 * Invalid sequences become U+FFFD, a byte order mark is dropped.
 * The decoder is a library's because that of Node.js 24 reads Korean and Big5 pages wrongly (nodejs/node#61041).
 * @param charset of {@link charsetOf}, but not `replacement`
 */
export function decode(bytes: Uint8Array, charset: string): string {
  if (isAsciiSuperset(charset) && isAscii(bytes)) return latin1(bytes);
  return decoderOf(charset).decode(bytes);
}
