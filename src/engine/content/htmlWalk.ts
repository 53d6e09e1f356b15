/** Walks an HTML or XML page, and reports its title and its readable text. */

import { runAtOnce } from '../async/timeSlices.ts';
import { htmlReferences, knowsHtmlEntities } from '../markup/htmlEntities.ts';
import { ShadowHosts } from '../markup/shadowHosts.ts';
import { SteppedWalk } from '../markup/steppedWalk.ts';
import type { Markup } from './mediaType.ts';

/**
 * Elements whose content a reader does not see. `noscript` is one of them, because readers' browsers run scripts. A
 * template is not one of them if it is a declarative shadow root. Text that style sheets hide counts as visible.
 */
const INVISIBLE: ReadonlySet<string> = new Set([
  ...['script', 'style', 'template', 'noscript', 'iframe', 'noembed', 'noframes'],
]);

/** The elements that matter if the reader needs no lines. Their first letters and lengths exclude most others cheaply. */
const TRACKED = [...INVISIBLE, 'title', 'svg', 'math'];

const FIRST_LETTERS: ReadonlySet<number> = new Set(TRACKED.map(name => name.charCodeAt(0)));

const LENGTHS: ReadonlySet<number> = new Set(TRACKED.map(({ length }) => length));

/** Elements that begin and end a line. The content of all others continues the line. */
const LINES: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html img input legend li listing main menu ' +
    'nav ol optgroup option p pre search section select summary table tbody td textarea tfoot th thead title tr ul ' +
    'video xmp'
  ).split(' '),
);

/** Callbacks for the parts of a page, in the order of the page. Everything else is markup. */
interface Reader {
  onText(start: number, end: number, place: 'title' | 'text'): void;
  /** Called once for each code point of a character reference; some have two. @param end of the reference */
  onReference?(codePoint: number, end: number, place: 'title' | 'text'): void;
  /** Called where a line element begins or ends. @param name of the element */
  onLine?(offset: number, name: string, isBeginning: boolean): void;
}

/** Walks a page with the tokenizer of the HTML Standard, and tracks the open elements. */
export class Walk extends SteppedWalk {
  readonly #reader: Reader;
  /** Only of pages that may have declarative shadow roots. */
  readonly #shadowHosts: ShadowHosts | undefined;
  /** Name of the tag that was opened last, and whether it is one of SVG or MathML. */
  #opening = '';
  #isForeign = false;
  /** Value of the attribute `shadowrootmode` of that tag, if it may be a shadow root; `undefined` if it has none. */
  #shadowRootMode: string | undefined;
  #isShadowRootMode = false;
  /** Name of the open invisible element. */
  #invisible: string | undefined;
  /** Number of open elements with the name {@link #invisible}; 0 if it is one of SVG or MathML. */
  #depth = 0;
  /** Depth of foreign content with {@link #invisible}. */
  #foreignDepth = 0;
  #isTitle = false;
  /** Whether this is XML that knows the entities of HTML. */
  #knowsHtmlEntities = false;

  constructor(page: string, markup: Markup, reader: Reader) {
    super(page, markup === 'xml', reader.onReference !== undefined);
    this.#reader = reader;
    this.#shadowHosts = !this.isXml && ShadowHosts.areIn(page) ? new ShadowHosts() : undefined;
  }

  run(): void {
    runAtOnce(this.steps());
  }

  override ondeclaration(start: number, end: number): void {
    if (!this.isXml || !this.#reader.onReference) return;
    this.#knowsHtmlEntities ||= knowsHtmlEntities(this.page.slice(this.base + start, this.base + end));
  }

  override ontext(start: number, end: number): void {
    if (this.#invisible || (this.isAtEnd && this.#isUnfinishedTag(start))) return;
    if (!this.#knowsHtmlEntities) {
      this.#text(start, end);
      return;
    }
    let done = start;
    for (const reference of htmlReferences(this.page.slice(this.base + start, this.base + end))) {
      if (start + reference.start > done) this.#text(done, start + reference.start);
      done = start + reference.end;
      for (const codePoint of reference.codePoints) this.ontextentity(codePoint, done);
    }
    if (end > done) this.#text(done, end);
  }

  #text(start: number, end: number): void {
    const from = this.base + start;
    const to = this.base + end;
    if (this.#shadowHosts && /\S/.test(this.page.slice(from, to))) this.#shadowHosts.text();
    this.#reader.onText(from, to, this.#isTitle ? 'title' : 'text');
  }

  override ontextentity(codePoint: number, end: number): void {
    if (this.#invisible) return;
    this.#shadowHosts?.text();
    this.#reader.onReference?.(codePoint, this.base + end, this.#isTitle ? 'title' : 'text');
  }

  override oncdata(start: number, end: number, endOffset: number): void {
    if (!this.#invisible) this.#text(start, end - endOffset);
  }

  override onopentagname(start: number, end: number): void {
    const name = this.#nameAt(start, end);
    this.#opening = name;
    this.#shadowRootMode = undefined;
    if (!name) return;
    const isOutside = this.foreign.depth === 0;
    this.#isForeign = this.foreign.open(name);
    this.#endForeignInvisible();
    if (this.#invisible) {
      if (this.#depth && name === this.#invisible) this.#depth++;
      return;
    }
    if (LINES.has(name)) this.#reader.onLine?.(this.base + start - 1, name, true);
    if (INVISIBLE.has(name)) {
      this.#invisible = name;
      this.#depth = this.#isForeign ? 0 : 1;
      this.#foreignDepth = this.foreign.depth;
      return;
    }
    this.#shadowHosts?.open(name);
    if (name === 'title') this.#isTitle = isOutside;
  }

  override onattribname(start: number, end: number): void {
    this.#isShadowRootMode =
      this.#opening === 'template' &&
      this.#shadowHosts !== undefined &&
      this.#shadowRootMode === undefined &&
      this.page.slice(this.base + start, this.base + end).toLowerCase() === 'shadowrootmode';
    if (this.#isShadowRootMode) this.#shadowRootMode = '';
  }

  override onattribdata(start: number, end: number): void {
    if (this.#isShadowRootMode) this.#shadowRootMode += this.page.slice(this.base + start, this.base + end);
  }

  override onattribentity(codePoint: number): void {
    if (this.#isShadowRootMode) this.#shadowRootMode += String.fromCodePoint(codePoint);
  }

  override onattribend(): void {
    this.#isShadowRootMode = false;
  }

  override onopentagend(end: number): void {
    if (this.isXml || this.#isForeign) return;
    const name = this.#opening;
    if (name === 'script' || name === 'noscript') {
      this.skipRawText(name, end);
    } else if (
      name === 'template' &&
      this.#depth === 1 &&
      this.#shadowHosts?.attach(this.#shadowRootMode ?? '')
    ) {
      this.#invisible = undefined;
    }
  }

  override onselfclosingtag(end: number): void {
    // In XML, SVG and MathML, the slash ends the element. In HTML it has no effect.
    if (this.isXml || this.#isForeign) this.#close(this.#opening, this.base + end + 1);
    else this.onopentagend(end);
  }

  override onclosetag(start: number, end: number): void {
    this.#close(this.#nameAt(start, end), this.base + end);
  }

  /** The name of a tag, in lower case; empty for tags that change nothing. Fast, because a page has very many tags. */
  #nameAt(start: number, end: number): string {
    if (!this.#reader.onLine && !this.#shadowHosts && !this.foreign.depth) {
      const first = this.page.charCodeAt(this.base + start) | 0x20;
      if (!FIRST_LETTERS.has(first) || !LENGTHS.has(end - start)) return '';
    }
    return this.page.slice(this.base + start, this.base + end).toLowerCase();
  }

  #close(name: string, end: number): void {
    if (!name) return;
    this.foreign.close(name);
    this.#endForeignInvisible();
    if (this.#invisible) {
      if (this.#depth && name === this.#invisible && --this.#depth === 0) {
        this.#invisible = undefined;
        this.foreign.closeTo(this.#foreignDepth);
      }
      return;
    }
    this.#shadowHosts?.close(name);
    if (name === 'title') this.#isTitle = false;
    if (LINES.has(name)) this.#reader.onLine?.(end, name, false);
  }

  /** Whether text is a tag without an end. The tokenizer reports some of them as text at the end of the page. */
  #isUnfinishedTag(start: number): boolean {
    return start < 0 || /^<[a-z]/i.test(this.page.slice(this.base + start - 1, this.base + start + 1));
  }

  /** An invisible element of SVG or MathML ends with each element that it is in. */
  #endForeignInvisible(): void {
    if (this.#depth === 0 && this.foreign.depth < this.#foreignDepth) this.#invisible = undefined;
  }
}
