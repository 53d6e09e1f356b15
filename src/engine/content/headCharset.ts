/** Finds the encoding that a `<meta>` in the head of a page declares, as Chromium does. */

import sniffEncoding from 'html-encoding-sniffer';
import { Tokenizer } from 'htmlparser2';
import { IgnoredTokens } from '../markup/ignoredTokens.ts';
import { latin1 } from './mediaType.ts';

/** The search does not end before this offset, in bytes: many pages have a `<meta>` behind tags that end the head. */
const LEAST = 1024;

/** In bytes. Heads of the web are far shorter. */
const MOST = 1024 * 1024;

/** Tags of other elements end the head. */
const OF_HEAD: ReadonlySet<string> = new Set(
  'html head script noscript style link meta object title base'.split(' '),
);

class HeadReader extends IgnoredTokens {
  /** WHATWG name; empty as long as no declaration was found. */
  charset = '';
  readonly #bytes: Uint8Array;
  readonly #head: string;
  readonly #tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: false }, this);
  #isHead = true;
  /** Name of the tag that was opened last, and its offset. */
  #name = '';
  #start = 0;

  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = bytes;
    this.#head = latin1(bytes, MOST);
  }

  read(): void {
    this.#tokenizer.write(this.#head);
  }

  override onopentagname(start: number, end: number): void {
    this.#start = start - 1;
    this.#name = this.#head.slice(start, end).toLowerCase();
  }

  override onopentagend(end: number): void {
    if (this.#name === 'meta' && (this.#isHead || this.#start < LEAST)) {
      const tag = this.#bytes.subarray(this.#start, end + 1);
      this.charset = sniffEncoding(tag, { maxPrescanBytes: tag.length, defaultEncoding: '' });
    }
    this.#goOn(OF_HEAD.has(this.#name), end);
  }

  override onselfclosingtag(end: number): void {
    this.onopentagend(end);
  }

  override onclosetag(start: number, end: number): void {
    const name = this.#head.slice(start, end).toLowerCase();
    this.#goOn(OF_HEAD.has(name) && name !== 'html' && name !== 'head', end);
  }

  #goOn(isOfHead: boolean, at: number): void {
    this.#isHead &&= isOfHead;
    if (this.charset || (!this.#isHead && at >= LEAST)) this.#tokenizer.pause();
  }
}

/**
 * The encoding that a `<meta>` in the head of a page declares.
 * @param bytes of an HTML page in a superset of ASCII
 * @returns a WHATWG name; `undefined` if there is no declaration of a known encoding
 */
export function headCharset(bytes: Uint8Array): string | undefined {
  const reader = new HeadReader(bytes);
  reader.read();
  return reader.charset || undefined;
}
