/** Finds the encoding of a page and decodes its bytes to text. */

import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from '@exodus/bytes/encoding.js';
import sniffEncoding from 'html-encoding-sniffer';
import { headCharset } from './headCharset.ts';
import { latin1, type MediaType, withoutCutCharacter } from './mediaType.ts';

/** Stands for “no encoding declared”; it is not the name of an encoding. */
const UNDECLARED = '';

/**
 * The encoding of a page. In the order of the HTML Standard (section 13.2.3.2), it is taken from the byte order mark,
 * the Content-Type header, the `<meta>` of an HTML page or the XML declaration. If none declares one, it is UTF-8 if the
 * bytes are valid UTF-8, else windows-1252.
 * @param isCut whether these bytes are only the beginning of the page
 * @returns a WHATWG name, such as `Shift_JIS`; `replacement` for encodings that are not safe to decode
 */
export function charsetOf(bytes: Uint8Array, mediaType: MediaType, isCut = false): string {
  return declaredCharset(bytes, mediaType) ?? guessedCharset(bytes, isCut);
}

/** The encoding that mark, header, `<meta>` or XML declaration name. Unknown labels count as absent. */
function declaredCharset(
  bytes: Uint8Array,
  { charset, essence, isText, isXml }: MediaType,
): string | undefined {
  const sniff = (start: Uint8Array) =>
    sniffEncoding(start, {
      xml: isXml,
      ...(charset === undefined ? {} : { transportLayerEncodingLabel: charset }),
      ...(isXml ? {} : { maxPrescanBytes: 0 }),
      defaultEncoding: UNDECLARED,
    });
  if (isXml) return sniff(bytes) || undefined;
  const labelled = sniff(bytes.subarray(0, 3));
  // In other texts, such as lists and programs, a `<meta>` declares nothing.
  if (labelled || (isText && essence !== 'text/html')) return labelled || undefined;
  return headCharset(bytes) ?? (sniff(bytes) || undefined);
}

function guessedCharset(bytes: Uint8Array, isCut: boolean): string {
  return isUtf8(isCut ? withoutCutCharacter(bytes) : bytes) ? 'UTF-8' : 'windows-1252';
}

/** Encodings in which an ASCII byte may be another character. ISO-2022-JP switches alphabets within a text. */
const NOT_ASCII_SUPERSET = /^(?:UTF-16|ISO-2022-JP|replacement)/;

/** Whether each ASCII byte in the encoding is that ASCII character (Encoding Standard, section 4). */
export function isAsciiSuperset(charset: string): boolean {
  return !NOT_ASCII_SUPERSET.test(charset);
}

/** Decoders by charset. They are reused, because creating one takes longer than decoding most pages. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  const known = decoders.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset);
  decoders.set(charset, decoder);
  return decoder;
}

/**
 * Decodes bytes to text. Invalid sequences become U+FFFD; a byte order mark is removed. The decoder comes from a
 * library, because the decoder of Node.js 24 misreads Korean and Big5 pages (nodejs/node#61041).
 * @param charset a result of {@link charsetOf}, but not `replacement`
 */
export function decode(bytes: Uint8Array, charset: string): string {
  if (isAsciiSuperset(charset) && isAscii(bytes)) return latin1(bytes);
  return decoderOf(charset).decode(bytes);
}
