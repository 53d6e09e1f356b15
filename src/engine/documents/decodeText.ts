/** Decodes text files: lists, documents, and the headers of the command. */

import { isUtf8 } from 'node:buffer';
import { decode } from '../content/charset.ts';

/**
 * The text of a file, without its byte order mark. Text files have no label, and markup in them means nothing: a list
 * with `<meta charset=…>` in a comment is no HTML page. So the encoding is taken from the byte order mark; else it is
 * UTF-16 if the bytes look like it, UTF-8 if they are valid, and otherwise windows-1252.
 */
export function textOf(bytes: Uint8Array): string {
  return decode(bytes, charsetOf(bytes));
}

/** Byte order marks, as VS Code knows them. */
const MARKS: readonly (readonly [charset: string, ...mark: number[]])[] = [
  ['UTF-8', 0xef, 0xbb, 0xbf],
  ['UTF-16LE', 0xff, 0xfe],
  ['UTF-16BE', 0xfe, 0xff],
];

function charsetOf(bytes: Uint8Array): string {
  const marked = MARKS.find(([, ...mark]) => mark.every((byte, at) => bytes[at] === byte));
  return marked?.[0] ?? utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? 'UTF-8' : 'windows-1252');
}

/** Number of bytes in which zero bytes are counted. */
const SAMPLE = 512;

/** How many times more zero bytes are at the places of ASCII characters. Few other characters have one, such as U+0100. */
const FACTOR = 8;

/** Recognizes UTF-16, as VS Code does, by the positions of the zero bytes in its ASCII characters. */
function utf16WithoutMark(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, SAMPLE);
  let [even, odd] = [0, 0];
  for (const [at, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (at % 2) odd++;
    else even++;
  }
  const most = head.length / 4;
  if (odd > most && odd > FACTOR * even) return 'UTF-16LE';
  return even > most && even > FACTOR * odd ? 'UTF-16BE' : undefined;
}

/** In bytes. So much of a file shows whether it is text. */
const LOOKED_AT = 8 * 1024;

/** In a text, fewer than one character in so many is a control character. */
const CHARACTERS_A_CONTROL = 50;

/** Whether bytes are no text: they hold zero bytes and are not UTF-16, and not only a few of them are controls. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, LOOKED_AT);
  if (!sample.includes(0)) return false;
  const text = textOf(sample);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return text.includes('\0') && controls * CHARACTERS_A_CONTROL > text.length;
}
