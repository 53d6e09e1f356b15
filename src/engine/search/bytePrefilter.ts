/** A look at a page's bytes that is enough for most pages that do not mention the term: they need not be decoded. */

import { LITTLE_TEXT } from '../content/builtByScripts.ts';
import { isAsciiSuperset } from '../content/charset.ts';
import { latin1, type MediaType } from '../content/mediaType.ts';
import type { PageText } from '../content/pageText.ts';
import { mayBeRefreshed } from '../content/refresh.ts';
import { compileTerm, isPlain, type Term } from '../model/term.ts';
import { showsText } from './visibleBytes.ts';

const SCRIPT = /<script/i;

/** A character that is none of white space. A byte behind one that is not ASCII may be the end of that. */
const VISIBLE = /(?:^|[\0-\x7f])[!-~]/;

/** In bytes. A shorter page is decoded in next to no time, and is more often an odd one. */
const SHORT = 2048;

/** In bytes. Strings of this length are made and dropped again in the processor's cache; one of a whole large page is not. */
const WINDOW = 64 * 1024;

export class BytePrefilter {
  readonly #pattern: RegExp;
  /** Bytes that a match may reach into the window before. */
  readonly #overlap: number;

  /** @returns `undefined` where the bytes alone cannot tell */
  static for(term: Term): BytePrefilter | undefined {
    return isPlain(term) ? new BytePrefilter(term) : undefined;
  }

  private constructor(term: Term) {
    const { flags, source } = compileTerm({ ...term, wholeWord: false });
    // Without `g` there is no position to keep; without `u`, characters are just what the bytes are.
    this.#pattern = new RegExp(source, flags.replace(/[gu]/g, ''));
    this.#overlap = term.text.length - 1;
  }

  /** Whether the page does not mention the term, and there is nothing else to say about it either. */
  rulesOut({ bytes, charset }: PageText, { essence, isText, isXml }: MediaType): boolean {
    if (bytes.length < SHORT || bytes[0] === 0xef || !isAsciiSuperset(charset)) return false;
    const start = latin1(bytes, WINDOW);
    if (this.#isIn(bytes, start) || !VISIBLE.test(start)) return false;
    // What is no HTML for certain has nothing that a person should know.
    if (essence !== 'text/html' && (isText || isXml)) return true;
    if (mayBeRefreshed(start)) return false;
    const isUtf8 = charset === 'UTF-8';
    // Most pages show enough text in their first window.
    if (showsText(start, LITTLE_TEXT, isUtf8)) return true;
    const page = bytes.length > WINDOW ? latin1(bytes) : start;
    return !SCRIPT.test(page) || (page !== start && showsText(page, LITTLE_TEXT, isUtf8));
  }

  /** @param start the first window */
  #isIn(bytes: Buffer, start: string): boolean {
    if (this.#pattern.test(start)) return true;
    for (let at = WINDOW; at < bytes.length; at += WINDOW) {
      const window = bytes.toString('latin1', at - this.#overlap, at + WINDOW);
      if (this.#pattern.test(window)) return true;
    }
    return false;
  }
}
