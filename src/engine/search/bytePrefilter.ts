/** Finds pages that do not mention the term by their bytes. Most such pages need no decoding, which saves time. */

import { LITTLE_TEXT } from '../content/builtByScripts.ts';
import { isAsciiSuperset } from '../content/charset.ts';
import { isJson } from '../content/jsonText.ts';
import { latin1, type MediaType } from '../content/mediaType.ts';
import type { PageText } from '../content/pageText.ts';
import { mayBeRefreshed } from '../content/refresh.ts';
import { showsText } from '../markup/visibleBytes.ts';
import { isPlain, type Term } from '../model/term.ts';
import { SplitTerm } from './splitTerm.ts';

const SCRIPT = /<script/i;

/** A visible ASCII character. An ASCII byte after a non-ASCII one does not count: it may be part of that character. */
const VISIBLE = /(?:^|[\0-\x7f])[!-~]/;

const BACKSLASH = 0x5c;

/** In bytes. Shorter pages are always decoded: it takes almost no time, and they are more often unusual. */
const SHORT = 2048;

export class BytePrefilter {
  readonly #term: SplitTerm;

  /** @returns `undefined` if the term cannot be searched in bytes */
  static for(term: Term): BytePrefilter | undefined {
    const split = isPlain(term) ? SplitTerm.for(term) : undefined;
    return split && new BytePrefilter(split);
  }

  private constructor(term: SplitTerm) {
    this.#term = term;
  }

  /**
   * Whether the page certainly does not mention the term, and certainly has no note, such as for a page that scripts
   * build. It may be false for such pages.
   */
  rulesOut(source: PageText, mediaType: MediaType): boolean {
    const { bytes, charset } = source;
    if (bytes.length < SHORT || bytes[0] === 0xef || !isAsciiSuperset(charset)) return false;
    const start = source.beginning;
    const page = bytes.length > start.length ? latin1(bytes) : start;
    if (this.#term.mayBeOn(page) || !VISIBLE.test(start)) return false;
    if (isJson(mediaType)) return !bytes.includes(BACKSLASH);
    // Only HTML pages have notes.
    const { essence, isText, isXml } = mediaType;
    if (essence !== 'text/html' && (isText || isXml)) return true;
    if (mayBeRefreshed(start)) return false;
    if (source.beginsWithText(LITTLE_TEXT, start)) return true;
    return !SCRIPT.test(page) || (page !== start && showsText(page, LITTLE_TEXT, charset === 'UTF-8'));
  }
}
