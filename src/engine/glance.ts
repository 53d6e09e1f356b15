/** A look at a page's bytes that is enough for most pages that do not mention the term: they need not be decoded. */

import { isAsciiSuperset } from './charset.ts';
import { isRefreshed, LITTLE_TEXT, showsText } from './html.ts';
import { latin1, type MediaType } from './mediaType.ts';
import type { PageText } from './pageText.ts';
import { compileTerm, type Term } from './term.ts';

/**
 * Characters that stand for themselves alone, as bytes and as text: ASCII, but for those that others fold to
 * (U+017F to s, U+212A to k) or are put into Normalization Form C as (U+037E as a semicolon, U+1FEF as a backquote).
 */
const PLAIN = /^[!-:<-_a-z{-~ ]+$/i;
const FOLDED = /[ks]/i;

/** In bytes. A shorter page is decoded in next to no time, and is more often an odd one. */
const SHORT = 2048;

export class Glance {
  readonly #pattern: RegExp;

  /** @returns `undefined` where the bytes alone cannot tell */
  static for(term: Term): Glance | undefined {
    const { matchCase, regularExpression, text } = term;
    if (regularExpression || !PLAIN.test(text) || (!matchCase && FOLDED.test(text))) return undefined;
    // `k` is also what the sign for kelvin is put into Form C as.
    if (/K/.test(text)) return undefined;
    return new Glance(term);
  }

  private constructor(term: Term) {
    const { flags, source } = compileTerm({ ...term, wholeWord: false });
    // Without `g` there is no position to keep; without `u`, characters are just what the bytes are.
    this.#pattern = new RegExp(source, flags.replace(/[gu]/g, ''));
  }

  /** Whether the page does not mention the term, and there is nothing else to say about it either. */
  rulesOut({ bytes, charset }: PageText, { essence, isText, isXml }: MediaType): boolean {
    if (bytes.length < SHORT || bytes[0] === 0xef || !isAsciiSuperset(charset)) return false;
    const text = latin1(bytes);
    if (this.#pattern.test(text) || !/[!-~]/.test(text)) return false;
    // What is no HTML for certain has nothing that a person should know.
    if (essence !== 'text/html' && (isText || isXml)) return true;
    return !isRefreshed(text) && (!/<script[\s>]/i.test(text) || showsText(text, LITTLE_TEXT));
  }
}
