/** Finds pages that do not mention the term by their bytes. Most such pages need no decoding, which saves time. */

import { LITTLE_TEXT } from '../content/builtByScripts.ts';
import { isAsciiSuperset } from '../content/charset.ts';
import { latin1, type MediaType } from '../content/mediaType.ts';
import type { PageText } from '../content/pageText.ts';
import { mayBeRefreshed } from '../content/refresh.ts';
import { compileTerm, isPlain, type Term } from '../model/term.ts';
import { showsText } from './visibleBytes.ts';

const SCRIPT = /<script/i;

/** A visible ASCII character. An ASCII byte after a non-ASCII one does not count: it may be part of that character. */
const VISIBLE = /(?:^|[\0-\x7f])[!-~]/;

/** In bytes. Shorter pages are always decoded: it takes almost no time, and they are more often unusual. */
const SHORT = 2048;

/** In bytes. A string of this size fits into the processor's cache. One of a large page would not. */
const WINDOW = 64 * 1024;

export class BytePrefilter {
  readonly #pattern: RegExp;
  /** Number of bytes of a match that may be in the window before. */
  readonly #overlap: number;

  /** @returns `undefined` if the term cannot be searched in bytes */
  static for(term: Term): BytePrefilter | undefined {
    return isPlain(term) ? new BytePrefilter(term) : undefined;
  }

  private constructor(term: Term) {
    const { flags, source } = compileTerm({ ...term, wholeWord: false });
    // Without `g`, `test` always starts at 0. Without `u`, each character of the string is one byte.
    this.#pattern = new RegExp(source, flags.replace(/[gu]/g, ''));
    this.#overlap = term.text.length - 1;
  }

  /**
   * Whether the page certainly does not mention the term, and certainly has no note, such as for a page that scripts
   * build. It may be false for such pages.
   */
  rulesOut({ bytes, charset }: PageText, { essence, isText, isXml }: MediaType): boolean {
    if (bytes.length < SHORT || bytes[0] === 0xef || !isAsciiSuperset(charset)) return false;
    const start = latin1(bytes, WINDOW);
    if (this.#isIn(bytes, start) || !VISIBLE.test(start)) return false;
    // Only HTML pages have notes.
    if (essence !== 'text/html' && (isText || isXml)) return true;
    if (mayBeRefreshed(start)) return false;
    const isUtf8 = charset === 'UTF-8';
    // Most pages have enough text in their first window.
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
