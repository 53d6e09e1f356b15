/** Tells text from other content, by the Content-Type header and by the bytes. */

import { MIMEType } from 'whatwg-mimetype';

export interface MediaType {
  /** e.g. `text/html`; empty if the header is absent or malformed. */
  readonly essence: string;
  readonly charset: string | undefined;
  readonly isXml: boolean;
  /** `undefined` if the header does not tell; then the bytes decide. */
  readonly isText: boolean | undefined;
}

const TEXT =
  /^(?:text\/.*|application\/(?:json|xml|(?:x-)?(?:java|ecma)script|yaml|x-yaml|toml|sql|graphql|rtf|x-sh|ld\+json)|.*\+(?:json|xml|yaml))$/;

const BINARY =
  /^(?:(?:image|audio|video|font|model)\/(?!.*\+xml$).*|application\/(?:pdf|zip|gzip|x-gzip|x-bzip2?|x-7z-compressed|x-rar-compressed|vnd\.rar|x-tar|wasm|java-archive|msword|vnd\.(?:ms-|openxmlformats|oasis).*|epub\+zip|x-shockwave-flash|font-.*|x-font-.*))$/;

/** Headers that were parsed before. There are few different ones on the web. */
const cache = new Map<string | undefined, MediaType>();
const MOST_CACHED = 500;

/** Parses a Content-Type header. A malformed one counts as absent (MIME Sniffing Standard, section 5). */
export function mediaType(header: string | undefined): MediaType {
  let type = cache.get(header);
  if (!type) {
    type = parse(header);
    if (cache.size < MOST_CACHED) cache.set(header, type);
  }
  return type;
}

function parse(header: string | undefined): MediaType {
  const type = header ? MIMEType.parse(header) : null;
  const essence = type?.essence ?? '';
  return {
    essence,
    charset: type?.parameters.get('charset') ?? undefined,
    isXml: type?.isXML() ?? false,
    isText: TEXT.test(essence) ? true : BINARY.test(essence) ? false : undefined,
  };
}

/** Number of bytes that are inspected (MIME Sniffing Standard, section 5.2). */
const SNIFFED_BYTES = 1445;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const BINARY_DATA = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** At least one of so many bytes of junk is a “binary data byte”. In random or compressed data, it is one of nine. */
const JUNK_SHARE = 16;

/** Decodes each byte to the character with the same number. @param end offset to stop at */
export function latin1(bytes: Uint8Array, end = bytes.length): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.toString('latin1', 0, end);
}

export function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
}

/**
 * Whether the bytes contain a “binary data byte” (MIME Sniffing Standard, section 3). UTF-16 with a byte order mark
 * contains many, but is text.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  if (hasUtf16Mark(bytes)) return false;
  return BINARY_DATA.test(latin1(bytes, SNIFFED_BYTES));
}

/**
 * Whether the bytes are not text although no signature tells their type. As in browsers, one “binary data byte” tells it
 * for bodies without a label and for text/plain (MIME Sniffing Standard, section 7). Bodies that are labelled as another
 * kind of text, such as HTML, must have many.
 */
export function isJunk(bytes: Uint8Array, { essence, isText }: MediaType): boolean {
  if (!looksBinary(bytes)) return false;
  if (!isText || essence === 'text/plain') return true;
  const sniffed = bytes.subarray(0, SNIFFED_BYTES);
  const count = sniffed.reduce(
    (sum, byte) => (BINARY_DATA.test(String.fromCharCode(byte)) ? sum + 1 : sum),
    0,
  );
  return count > 1 && count * JUNK_SHARE >= sniffed.length;
}

/** Removes an incomplete UTF-8 character from the end of a page that was cut. */
export function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}

/**
 * First bytes of formats that are not text, as Latin-1; a dot stands for any byte. From the MIME Sniffing Standard,
 * section 6, and for other formats that are found on the web.
 */
const SIGNATURES: readonly (readonly [type: string, pattern: string])[] = [
  ['application/pdf', '%PDF-'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/webp', 'RIFF....WEBPVP'],
  ['image/x-icon', '\0\0\x01\0'],
  ['image/tiff', 'II*\0'],
  ['image/tiff', 'MM\0*'],
  ['image/avif', '....ftypavif'],
  ['audio/wave', 'RIFF....WAVE'],
  ['audio/mpeg', 'ID3'],
  ['audio/flac', 'fLaC\0'],
  ['application/ogg', 'OggS\0'],
  ['video/avi', 'RIFF....AVI '],
  ['video/webm', '\x1aE\xdf\xa3'],
  ['video/mp4', '....ftyp'],
  ['font/woff', 'wOFF'],
  ['font/woff2', 'wOF2'],
  ['font/ttf', '\0\x01\0\0'],
  ['font/otf', 'OTTO\0'],
  ['application/zip', 'PK\x03\x04'],
  ['application/gzip', '\x1f\x8b\x08'],
  ['application/zstd', '\x28\xb5\x2f\xfd'],
  ['application/x-xz', '\xfd7zXZ\0'],
  ['application/x-7z-compressed', "7z\xbc\xaf'\x1c"],
  ['application/x-rar-compressed', 'Rar!\x1a\x07'],
  ['application/wasm', '\0asm'],
  ['application/x-elf', '\x7fELF'],
  ['application/vnd.sqlite3', 'SQLite format 3\0'],
];

/** Byte order marks of UTF-32. Browsers do not know them: they read such a page as UTF-16, full of NUL characters. */
const UTF_32: readonly string[] = ['\xff\xfe\0\0', '\0\0\xfe\xff'];

/**
 * The media type of content that is not text, by its first bytes; `undefined` if they match no signature.
 * @param mayBeText whether the content may be text if its first bytes are
 */
export function typeBySignature(bytes: Uint8Array, mayBeText: boolean): string | undefined {
  // Most pages begin with `<`, and no signature does.
  if (bytes[0] === 0x3c) return undefined;
  const head = latin1(bytes, 16);
  const found = SIGNATURES.find(([, pattern]) => startsAs(head, pattern));
  // Text may begin with ID3 or wOFF, too, but it has no binary bytes after that.
  return found && (/[^ -~.]/.test(found[1]) || found[0] === 'application/pdf' || !mayBeText)
    ? found[0]
    : undefined;
}

export function isUtf32(bytes: Uint8Array): boolean {
  // The first byte excludes nearly all other texts.
  if (bytes[0] !== 0xff && bytes[0] !== 0) return false;
  return UTF_32.includes(latin1(bytes, 4));
}

function startsAs(head: string, pattern: string): boolean {
  return (
    head.length >= pattern.length &&
    [...pattern].every((character, index) => character === '.' || character === head[index])
  );
}

/** The syntax that tells markup from text in a page. */
export type Markup = 'html' | 'xml' | 'none';

/** The beginning of an HTML page without a label (MIME Sniffing Standard, section 7.1). */
const HTML_START =
  /^[\t\n\f\r ]*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)(?=[\t\n\f\r >])|^[\t\n\f\r ]*<!--/i;

/** @param text of the page. It decides if the Content-Type does not */
export function markupOf({ essence, isXml, isText }: MediaType, text: string): Markup {
  if (essence === 'text/html') return 'html';
  if (isXml) return 'xml';
  if (isText) return 'none';
  if (HTML_START.test(text.slice(0, 1024))) return 'html';
  return /^[\t\n\f\r ]*<\?xml/.test(text.slice(0, 1024)) ? 'xml' : 'none';
}
