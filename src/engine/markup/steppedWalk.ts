/** Walks a page of HTML or XML in steps, so that the thread is free between them. */

import { Tokenizer } from 'htmlparser2';
import { ForeignContent } from './foreignContent.ts';
import { IgnoredTokens } from './ignoredTokens.ts';
import { endOfRawText } from './rawText.ts';

/** Number of characters that are walked in one step, which takes a few milliseconds. */
export const STEP = 32 * 1024;

/** Number of characters of the longest name of an entity, with `&` and `;`. */
const LONGEST_REFERENCE = 33;

const CDATA = '<![CDATA[';

/** The steps in which a tokenizer reads a page. */
class Steps {
  readonly #page: string;
  /** Offset of the next CDATA. */
  #cdata = -1;

  constructor(page: string) {
    this.#page = page;
  }

  /**
   * The end of a step. It is not in a character reference, and CDATA begins behind the first character of a step.
   * @param start not before that of the last step
   */
  end(start: number): number {
    if (this.#cdata < start) {
      const found = this.#page.indexOf(CDATA, start);
      this.#cdata = found < 0 ? this.#page.length : found;
    }
    const end = Math.min(start + STEP, this.#cdata + 1);
    if (end > this.#cdata || end >= this.#page.length) return Math.min(end, this.#page.length);
    const reference = this.#page.slice(end - LONGEST_REFERENCE, end).lastIndexOf('&');
    return reference < 0 ? end : end - LONGEST_REFERENCE + reference;
  }

  /**
   * What the tokenizer is given for a step. In HTML outside of SVG and MathML, what looks like CDATA is a comment up to the
   * next `>` (HTML Standard, section 13.2.5.42), which the tokenizer does not know. Another sign makes it one.
   */
  text(start: number, end: number, knowsCdata: boolean): string {
    const page = this.#page;
    const step = start === 0 && end === page.length ? page : page.slice(start, end);
    const isCdata = start > 0 && page.startsWith(CDATA, start - 1);
    return isCdata && !knowsCdata ? `!x${step.slice(2)}` : step;
  }
}

/** The tokenizer of the HTML Standard, and what both walks of a page know of it. */
export abstract class SteppedWalk extends IgnoredTokens {
  protected readonly page: string;
  protected readonly isXml: boolean;
  protected readonly foreign: ForeignContent;
  /** Offset in the page at which the tokenizer began. Its own offsets count from there. */
  protected base = 0;
  protected isAtEnd = false;
  readonly #tokenizer: Tokenizer;
  /** Offset in the page at which the walk goes on, behind content that the tokenizer must not read. */
  #next: number | undefined;
  #isStopped = false;

  /** @param decodeEntities whether the tokenizer reports character references */
  constructor(page: string, isXml: boolean, decodeEntities: boolean) {
    super();
    this.page = page;
    this.isXml = isXml;
    this.foreign = new ForeignContent(!isXml);
    this.#tokenizer = new Tokenizer({ xmlMode: isXml, decodeEntities }, this);
  }

  /** Walks the page, and yields after each {@link STEP} characters or a little more. */
  *steps(): Generator<void, void> {
    const { page } = this;
    const steps = new Steps(page);
    let yielded = 0;
    for (let at = 0; at < page.length && !this.#isStopped; ) {
      if (at - yielded > STEP - LONGEST_REFERENCE) {
        yielded = at;
        yield;
      }
      const end = steps.end(at);
      this.#tokenizer.write(steps.text(at, end, this.isXml || this.foreign.isForeign));
      at = this.#next ?? end;
      if (this.#next === undefined) continue;
      this.base = this.#next;
      this.#next = undefined;
      this.#tokenizer.reset();
    }
    this.isAtEnd = true;
    this.#tokenizer.end();
  }

  /** Ends the walk early. */
  stop(): void {
    this.#isStopped = true;
    this.#tokenizer.pause();
  }

  isInForeignContext(): boolean {
    return this.foreign.isForeign;
  }

  /** Goes on behind the text of a script or noscript element, which the tokenizer must not read. @param end of its tag */
  protected skipRawText(name: 'script' | 'noscript', end: number): void {
    this.#next = endOfRawText(this.page, name, this.base + end + 1);
    this.#tokenizer.pause();
  }
}
