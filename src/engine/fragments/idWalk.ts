/** Walks a page of HTML, and reports what fragments may name: the ids of its elements, and the names of its anchors. */

import { SteppedWalk } from '../markup/steppedWalk.ts';

/** In characters. Names of attributes and elements that matter are shorter. A hostile one may be very long. */
const LONGEST_NAME = 'foreignobject'.length;

/** In characters. No fragment that is looked for is longer. */
const LONGEST_VALUE = 2_000;

/** Linear: each tag is read once, and only its id and its name are kept. An id in a template counts, too. */
export class IdWalk extends SteppedWalk {
  /** @returns whether to go on */
  readonly #onName: (name: string) => boolean;
  #tag = '';
  /** Whether the tag that was opened last is one of SVG or MathML. */
  #isForeign = false;
  /** Name of the attribute that is read; empty if it does not matter. */
  #attribute = '';
  /** Of attributes with the same name, the first counts. */
  #known = new Set<string>();
  #value = '';

  constructor(page: string, onName: (name: string) => boolean) {
    super(page, false, true);
    this.#onName = onName;
  }

  override onopentagname(start: number, end: number): void {
    this.#tag = this.#name(start, end);
    this.#isForeign = this.foreign.open(this.#tag);
    if (this.#known.size) this.#known = new Set();
  }

  override onattribname(start: number, end: number): void {
    const name = this.#name(start, end);
    const isWanted = (name === 'id' || (name === 'name' && this.#tag === 'a')) && !this.#known.has(name);
    if (isWanted) this.#known.add(name);
    this.#attribute = isWanted ? name : '';
    this.#value = '';
  }

  override onattribdata(start: number, end: number): void {
    if (this.#attribute && this.#value.length <= LONGEST_VALUE)
      this.#value += this.page.slice(this.base + start, this.base + Math.min(end, start + LONGEST_VALUE + 1));
  }

  override onattribentity(codePoint: number): void {
    if (this.#attribute && this.#value.length <= LONGEST_VALUE)
      this.#value += String.fromCodePoint(codePoint);
  }

  override onattribend(): void {
    if (this.#attribute && this.#value && !this.#onName(this.#value)) this.stop();
    this.#attribute = '';
  }

  override onopentagend(end: number): void {
    if (this.#isForeign) return;
    if (this.#tag === 'script' || this.#tag === 'noscript') this.skipRawText(this.#tag, end);
  }

  override onselfclosingtag(end: number): void {
    this.onopentagend(end);
    if (this.#isForeign) this.foreign.close(this.#tag);
  }

  override onclosetag(start: number, end: number): void {
    this.foreign.close(this.#name(start, end));
  }

  /** A name in lower case; empty for longer ones, which do not matter. */
  #name(start: number, end: number): string {
    return end - start > LONGEST_NAME
      ? ''
      : this.page.slice(this.base + start, this.base + end).toLowerCase();
  }
}
