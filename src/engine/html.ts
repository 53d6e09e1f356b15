/** Tells apart what stands in a page: its title, its visible text, and its markup. */

import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Markup } from './mediaType.ts';
import type { Place } from './places.ts';
import { TextMap } from './textMap.ts';

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
class Walk implements TokenizerCallbacks {
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

/** Where title and text stand in a page. */
export class Places {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #places: Place[] = [];
  /** The piece that the last answer came from: questions come in the order of the page. */
  #at = 0;

  add(start: number, end: number, place: Place): void {
    const last = this.#ends.length - 1;
    if (last >= 0 && this.#ends[last] === start && this.#places[last] === place) this.#ends[last] = end;
    else {
      this.#starts.push(start);
      this.#ends.push(end);
      this.#places.push(place);
    }
  }

  /** What stands at an offset. Offsets must come in ascending order. */
  at(offset: number): Place {
    while (this.#at < this.#ends.length && (this.#ends[this.#at] ?? 0) <= offset) this.#at++;
    return offset >= (this.#starts[this.#at] ?? Number.POSITIVE_INFINITY)
      ? (this.#places[this.#at] ?? 'markup')
      : 'markup';
  }
}

/** @param last offset that will be asked for */
export function placesOf(page: string, markup: Markup, last = page.length): Places {
  const places = new Places();
  if (markup === 'none') {
    places.add(0, page.length, 'text');
    return places;
  }
  const walk = new Walk(page, markup, {
    onText(start, end, place) {
      places.add(start, end, place);
      if (end > last) walk.stop();
    },
  });
  walk.run();
  return places;
}

/** The title and the text of a page as a person reads them: without markup, and with its references decoded. */
export function readableText(page: string, markup: 'html' | 'xml'): { map: TextMap; places: Places } {
  const map = new TextMap();
  const places = new Places();
  let isLineStart = true;
  const add = (text: string, start: number, end: number) => {
    map.add(text, start, end);
    isLineStart = text === '\n';
  };
  new Walk(page, markup, {
    onText(start, end, place) {
      add(page.slice(start, end), start, end);
      places.add(start, end, place);
    },
    onReference(codePoint, end, place) {
      const start = page.lastIndexOf('&', end - 1);
      add(String.fromCodePoint(codePoint), start, end);
      places.add(start, end, place);
    },
    onLine(offset) {
      if (!isLineStart) add('\n', offset, offset);
    },
  }).run();
  return { map, places };
}

const COMMENT_OR_META = /<!--[\s\S]*?(?:-->|$)|<meta\b([^>]{0,1000})/gi;
const HTTP_EQUIV_REFRESH = /\bhttp-equiv\s{0,9}=\s{0,9}["']?refresh\b/i;
const CONTENT = /\bcontent\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** Whether a page sends browsers on to another one. */
export function isRefreshed(page: string): boolean {
  const start = page.slice(0, 4096);
  // As most pages are.
  if (!HTTP_EQUIV_REFRESH.test(start)) return false;
  for (const [, attributes] of start.matchAll(COMMENT_OR_META)) {
    if (!attributes || !HTTP_EQUIV_REFRESH.test(attributes)) continue;
    const [, double, single, bare] = CONTENT.exec(attributes) ?? [];
    if (leadsAway(double ?? single ?? bare ?? '')) return true;
  }
  return false;
}

/** @param refresh the header, or the `content` of a `<meta>`; with nothing but a time the page only loads itself again */
export function leadsAway(refresh: string): boolean {
  return !/^[\s\d.;,]*$/.test(refresh);
}

/** Elements and comments in which a quick look at the bytes reads no text, or cannot be sure of it. */
const OBSCURE =
  /<(!--|script|style|template|noscript|iframe|noembed|noframes|title|svg|textarea|plaintext|xmp)/iy;
/** What the names of them begin with, in lower case. */
const OBSCURE_START: ReadonlySet<number> = new Set([...'!stnipx'].map(letter => letter.charCodeAt(0)));

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUOTATION_MARK = 0x22;
const EQUALS = 0x3d;

/**
 * Whether a page has at least so many characters to read, white space aside. A quick look that never says so of a page
 * that has not, though it may miss some that has.
 * @param bytes of the page, or of its beginning, as characters of the same numbers
 * @param isUtf8 whether that is the encoding; in others only characters of ASCII are counted
 */
export function showsText(bytes: string, least: number, isUtf8: boolean): boolean {
  let length = 0;
  /** Of the run since the last tag; less than 0 in a tag, or what may be the rest of an attribute. */
  let run = -1;
  for (let at = bytes.indexOf('<'); at >= 0 && at < bytes.length; at++) {
    const code = bytes.charCodeAt(at);
    if (code === LESS_THAN) {
      if (run > 0) length += run;
      if (length >= least) return true;
      run = -1;
      if (!OBSCURE_START.has(bytes.charCodeAt(at + 1) | 0x20)) continue;
      OBSCURE.lastIndex = at;
      const obscure = OBSCURE.exec(bytes)?.[1];
      if (!obscure) continue;
      at = endOfObscure(bytes, obscure.toLowerCase(), at);
      if (at < 0) return false;
      if (bytes.charCodeAt(at) === GREATER_THAN) run = 0;
    } else if (code === GREATER_THAN) run = 0;
    else if (run >= 0) {
      if (code === QUOTATION_MARK || code === EQUALS) run = -1;
      else if (code > 0x20 && (code < 0x7f || (isUtf8 && startsLetter(code)))) run++;
    }
  }
  return false;
}

/** Whether a byte begins a character of UTF-8 in a range that holds no white space. */
function startsLetter(byte: number): boolean {
  return (byte >= 0xc3 && byte <= 0xdf) || (byte >= 0xe4 && byte <= 0xee);
}

/** Made once, since that costs more than most searches for it. */
const ENDS = new Map<string, RegExp>();

/** @returns where the last character is of what ends it, or less than 0 where that is not for certain */
function endOfObscure(bytes: string, name: string, start: number): number {
  let end = ENDS.get(name);
  if (!end) {
    end = name === '!--' ? /-->/g : new RegExp(`<(/?)${name}[\\s/>]`, 'gi');
    ENDS.set(name, end);
  }
  end.lastIndex = start + 1;
  const isEnd = (found: RegExpExecArray) => found[1] !== '';
  let found = end.exec(bytes);
  // Those two hold anything, also what looks like one of themselves.
  while (found && !isEnd(found) && (name === 'script' || name === 'style')) found = end.exec(bytes);
  return found && isEnd(found) ? end.lastIndex - 1 : -1;
}

/** @param most characters beyond which nobody counts */
function textLength(page: string, most: number): number {
  let length = 0;
  const walk = new Walk(page, 'html', {
    onText(start, end, place) {
      if (place === 'text') length += page.slice(start, end).replace(/\s+/g, '').length;
      if (length >= most) walk.stop();
    },
  });
  walk.run();
  return length;
}

/** A page with fewer characters to read than this may be empty but for what scripts make of it… */
export const LITTLE_TEXT = 200;
/** …and one with fewer than this is. */
const NEXT_TO_NO_TEXT = 50;

/** Whether a page holds scripts and practically nothing to read, so that it is the scripts that build its text. */
export function isBuiltByScripts(page: string): boolean {
  if (!/<script[\s>]/i.test(page)) return false;
  const length = textLength(page, LITTLE_TEXT);
  return length < NEXT_TO_NO_TEXT || (length < LITTLE_TEXT && asksForScripts(page));
}

/** Whether it says so to those whose browser runs no scripts, or leaves room for what they make. */
function asksForScripts(page: string): boolean {
  const start = page.slice(0, 64 * 1024);
  return (
    /<noscript[\s>][\s\S]{0,1000}?javascript/i.test(start) ||
    /<(?:div|main|section|[a-z]{1,20}-[a-z-]{1,20})(?:\s[^<>]{0,200})?>\s{0,100}<\/(?:div|main|section|[a-z]{1,20}-[a-z-]{1,20})>/i.test(
      start,
    )
  );
}
