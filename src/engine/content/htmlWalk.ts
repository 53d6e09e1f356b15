/** Walks an HTML or XML page, and tells a reader which of it is title and text. */

import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Markup } from './mediaType.ts';

/**
 * Elements whose content nobody reads. `noscript` is among them, because the engine stands in for somebody whose
 * browser runs scripts. What style sheets hide is not told apart from what they show.
 */
const UNREAD: ReadonlySet<string> = new Set([
  ...['script', 'style', 'template', 'noscript', 'iframe', 'noembed', 'noframes'],
]);

/** Of the elements that tell places apart, to know others by next to nothing. */
const TELLING = [...UNREAD, 'title', 'svg'];

const FIRST_LETTERS: ReadonlySet<number> = new Set(TELLING.map(name => name.charCodeAt(0)));

const LENGTHS: ReadonlySet<number> = new Set(TELLING.map(({ length }) => length));

/** Elements that read as a line of their own; what stands in all others goes on in the same line. */
const LINES: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html img input legend li main menu nav ' +
    'ol optgroup option p pre search section select summary table tbody td textarea tfoot th thead title tr ul video'
  ).split(' '),
);

/** Told what stands where, in the order of the page. What it is not told of is markup. */
interface Reader {
  onText(start: number, end: number, place: 'title' | 'text'): void;
  /** @param end of the character reference, which may stand for two code points, one call each */
  onReference?(codePoint: number, end: number, place: 'title' | 'text'): void;
  /** A line ends before this offset, or starts at it. */
  onLine?(offset: number): void;
}

function nothing(): void {}

/** Walks a page with the tokenizer of the HTML Standard, and keeps track of what is open. */
export class Walk implements TokenizerCallbacks {
  readonly #page: string;
  readonly #isXml: boolean;
  readonly #reader: Reader;
  readonly #tokenizer: Tokenizer;
  #opening = '';
  #unread: string | undefined;
  /** How many elements of the name {@link #unread} are open. */
  #depth = 0;
  #isTitle = false;
  /** Titles of drawings are not the page's. */
  #drawings = 0;

  readonly onattribdata = nothing;
  readonly onattribentity = nothing;
  readonly onattribend = nothing;
  readonly onattribname = nothing;
  readonly oncomment = nothing;
  readonly ondeclaration = nothing;
  readonly onend = nothing;
  readonly onopentagend = nothing;
  readonly onprocessinginstruction = nothing;

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

  /** The reader has seen enough. */
  stop(): void {
    this.#tokenizer.pause();
  }

  ontext(start: number, end: number): void {
    if (!this.#unread) this.#reader.onText(start, end, this.#isTitle ? 'title' : 'text');
  }

  ontextentity(codePoint: number, end: number): void {
    if (!this.#unread) this.#reader.onReference?.(codePoint, end, this.#isTitle ? 'title' : 'text');
  }

  oncdata(start: number, end: number, endOffset: number): void {
    this.ontext(start, end - endOffset);
  }

  onopentagname(start: number, end: number): void {
    const name = this.#nameAt(start, end);
    this.#opening = name;
    if (!name) return;
    if (this.#unread) {
      if (name === this.#unread) this.#depth++;
      return;
    }
    if (LINES.has(name)) this.#reader.onLine?.(start - 1);
    if (UNREAD.has(name)) {
      this.#unread = name;
      this.#depth = 1;
    } else if (name === 'title') this.#isTitle = this.#drawings === 0;
    else if (name === 'svg') this.#drawings++;
  }

  onselfclosingtag(end: number): void {
    // In HTML the slash says nothing; in XML the element ends here.
    if (this.#isXml) this.#close(this.#opening, end + 1);
  }

  onclosetag(start: number, end: number): void {
    this.#close(this.#nameAt(start, end), end);
  }

  /** In lower case; empty where it makes no difference to the reader, since a page holds very many tags. */
  #nameAt(start: number, end: number): string {
    if (!this.#reader.onLine) {
      const first = this.#page.charCodeAt(start) | 0x20;
      if (!FIRST_LETTERS.has(first) || !LENGTHS.has(end - start)) return '';
    }
    return this.#page.slice(start, end).toLowerCase();
  }

  #close(name: string, end: number): void {
    if (!name) return;
    if (this.#unread) {
      if (name === this.#unread && --this.#depth === 0) this.#unread = undefined;
      return;
    }
    if (name === 'title') this.#isTitle = false;
    else if (name === 'svg') this.#drawings = Math.max(0, this.#drawings - 1);
    if (LINES.has(name)) this.#reader.onLine?.(end);
  }
}
