/** Walks an HTML or XML page, and reports its title and its readable text. */

import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Markup } from './mediaType.ts';

/**
 * Elements whose content a reader does not see. `noscript` is one of them, because readers' browsers run scripts.
 * Text that style sheets hide counts as visible.
 */
const INVISIBLE: ReadonlySet<string> = new Set([
  ...['script', 'style', 'template', 'noscript', 'iframe', 'noembed', 'noframes'],
]);

/** The elements that matter if the reader needs no lines. Their first letters and lengths exclude most others cheaply. */
const TRACKED = [...INVISIBLE, 'title', 'svg'];

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

function ignore(): void {}

/** Walks a page with the tokenizer of the HTML Standard, and tracks the open elements. */
export class Walk implements TokenizerCallbacks {
  readonly #page: string;
  readonly #isXml: boolean;
  readonly #reader: Reader;
  readonly #tokenizer: Tokenizer;
  /** Name of the tag that was opened last. */
  #opening = '';
  /** Name of the open invisible element. */
  #invisible: string | undefined;
  /** Number of open elements with the name {@link #invisible}. */
  #depth = 0;
  #isTitle = false;
  /** Number of open `svg` elements. A `title` in them is not the title of the page. */
  #svgDepth = 0;

  readonly onattribdata = ignore;
  readonly onattribentity = ignore;
  readonly onattribend = ignore;
  readonly onattribname = ignore;
  readonly oncomment = ignore;
  readonly ondeclaration = ignore;
  readonly onend = ignore;
  readonly onopentagend = ignore;
  readonly onprocessinginstruction = ignore;

  constructor(page: string, markup: Markup, reader: Reader) {
    this.#page = page;
    this.#isXml = markup === 'xml';
    this.#reader = reader;
    this.#tokenizer = new Tokenizer(
      { xmlMode: this.#isXml, decodeEntities: reader.onReference !== undefined },
      this,
    );
  }

  run(): void {
    this.#tokenizer.write(this.#page);
    this.#tokenizer.end();
  }

  /** Ends the walk early. */
  stop(): void {
    this.#tokenizer.pause();
  }

  ontext(start: number, end: number): void {
    if (!this.#invisible) this.#reader.onText(start, end, this.#isTitle ? 'title' : 'text');
  }

  ontextentity(codePoint: number, end: number): void {
    if (!this.#invisible) this.#reader.onReference?.(codePoint, end, this.#isTitle ? 'title' : 'text');
  }

  oncdata(start: number, end: number, endOffset: number): void {
    this.ontext(start, end - endOffset);
  }

  onopentagname(start: number, end: number): void {
    const name = this.#nameAt(start, end);
    this.#opening = name;
    if (!name) return;
    if (this.#invisible) {
      if (name === this.#invisible) this.#depth++;
      return;
    }
    if (LINES.has(name)) this.#reader.onLine?.(start - 1, name, true);
    if (INVISIBLE.has(name)) {
      this.#invisible = name;
      this.#depth = 1;
    } else if (name === 'title') this.#isTitle = this.#svgDepth === 0;
    else if (name === 'svg') this.#svgDepth++;
  }

  onselfclosingtag(end: number): void {
    // In XML the slash ends the element; in HTML it has no effect.
    if (this.#isXml) this.#close(this.#opening, end + 1);
  }

  onclosetag(start: number, end: number): void {
    this.#close(this.#nameAt(start, end), end);
  }

  /** The name of a tag, in lower case; empty for tags that change nothing. Fast, because a page has very many tags. */
  #nameAt(start: number, end: number): string {
    if (!this.#reader.onLine) {
      const first = this.#page.charCodeAt(start) | 0x20;
      if (!FIRST_LETTERS.has(first) || !LENGTHS.has(end - start)) return '';
    }
    return this.#page.slice(start, end).toLowerCase();
  }

  #close(name: string, end: number): void {
    if (!name) return;
    if (this.#invisible) {
      if (name === this.#invisible && --this.#depth === 0) this.#invisible = undefined;
      return;
    }
    if (name === 'title') this.#isTitle = false;
    else if (name === 'svg') this.#svgDepth = Math.max(0, this.#svgDepth - 1);
    if (LINES.has(name)) this.#reader.onLine?.(end, name, false);
  }
}
