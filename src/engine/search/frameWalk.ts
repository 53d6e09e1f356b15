/** Collects the frames of an HTML or XHTML page. */

import { mediaType } from '../content/mediaType.ts';
import { SteppedWalk } from '../markup/steppedWalk.ts';

/** Frames of a page that are searched. Further ones are only noted. */
export const MOST_FRAMES = 4;

/** What a frame shows: the page at a URL, or a text of its own. */
export type FrameContent = { readonly url: string } | { readonly srcdoc: string };

/** What a page shows in frames. */
export interface ShownFrames {
  /** At most {@link MOST_FRAMES}, each URL once. */
  readonly contents: readonly FrameContent[];
  /** Whether there are more of them. */
  readonly hasMore: boolean;
  /** Whether one shows something without an http: or https: URL, such as what a script writes, or a video. */
  readonly hasOthers: boolean;
}

/** URLs of frames that are read. A page with more of them says only a few again and again, or is an attack. */
const MOST_URLS = 100;

/** In characters. Each URL on the page is parsed together with its base. */
const LONGEST_BASE = 16 * 1024;

/** The base of a page whose own is too long. No relative URL leads anywhere from here. */
const NOWHERE = new URL('about:blank');

/** Elements whose start tags matter here. */
const FRAMES: ReadonlySet<string> = new Set(['frame', 'iframe', 'object']);

const ATTRIBUTES: ReadonlySet<string> = new Set(
  'src srcdoc data type href width height hidden style data-src'.split(' '),
);

const LONGEST_NAME = 'foreignobject'.length;

/** A style or a size by which a frame is not seen, as those that count visitors have. */
const UNSEEN_STYLE = /display:none|visibility:hidden/;
const UNSEEN_SIZE = /^\s{0,9}[01](?:px)?\s{0,9}$/;

/** In characters. A style is inspected only so far. */
const LONGEST_STYLE = 2_000;

/** Schemes of frames that are empty, or that scripts fill. */
const EMPTY: ReadonlySet<string> = new Set(['about:', 'javascript:']);

type Attributes = Map<string, string>;

/** Linear: each tag is read once, only the attributes that matter are kept, and few URLs are parsed. */
export class FrameWalk extends SteppedWalk implements ShownFrames {
  readonly contents: FrameContent[] = [];
  hasMore = false;
  hasOthers = false;
  #baseUrl: URL;
  #hasBase = false;
  /** URLs of the contents, and of the page itself. A frame that shows the page again shows nothing new. */
  readonly #urls: Set<string>;
  #parsed = 0;
  /** Whether the tag that was opened last is one of SVG or MathML. */
  #isForeign = false;
  /** Number of open templates. What is in them is not shown. */
  #templates = 0;
  /** Number of open objects that show something. What is in them is shown only if they cannot be. */
  #objects = 0;
  #tag = '';
  #attributes: Attributes = new Map();
  #attribute = '';
  #value = '';

  constructor(page: string, url: URL, isXml: boolean) {
    super(page, isXml, true);
    this.#baseUrl = url;
    this.#urls = new Set([withoutHash(url)]);
  }

  override onopentagname(start: number, end: number): void {
    this.#tag = this.#name(start, end);
    this.#isForeign = this.foreign.open(this.#tag);
    this.#attributes = new Map();
  }

  override onattribname(start: number, end: number): void {
    const name = this.#name(start, end);
    const isWanted = ATTRIBUTES.has(name) && (FRAMES.has(this.#tag) || this.#tag === 'base');
    // Of attributes with the same name, the first counts.
    this.#attribute = isWanted && !this.#attributes.has(name) ? name : '';
    this.#value = '';
  }

  override onattribdata(start: number, end: number): void {
    if (this.#attribute) this.#value += this.page.slice(this.base + start, this.base + end);
  }

  override onattribentity(codePoint: number): void {
    if (this.#attribute) this.#value += String.fromCodePoint(codePoint);
  }

  override onattribend(): void {
    if (this.#attribute) this.#attributes.set(this.#attribute, this.#value);
  }

  override onopentagend(end: number): void {
    const tag = this.#tag;
    if (this.#isForeign) return;
    if ((tag === 'script' || tag === 'noscript') && !this.isXml) {
      this.skipRawText(tag, end);
    } else if (tag === 'template') this.#templates++;
    else if (this.#templates) return;
    else if (tag === 'base') this.#setBase();
    else if (FRAMES.has(tag)) this.#addFrame(tag);
  }

  override onselfclosingtag(end: number): void {
    this.onopentagend(end);
    if (this.isXml || this.#isForeign) this.#close(this.#tag);
  }

  override onclosetag(start: number, end: number): void {
    this.#close(this.#name(start, end));
  }

  #close(tag: string): void {
    this.foreign.close(tag);
    if (tag === 'template') this.#templates = Math.max(0, this.#templates - 1);
    else if (tag === 'object' && !this.#templates) this.#objects = Math.max(0, this.#objects - 1);
  }

  /** A name in lower case; empty for longer ones, which do not matter. A hostile one may be very long. */
  #name(start: number, end: number): string {
    return end - start > LONGEST_NAME
      ? ''
      : this.page.slice(this.base + start, this.base + end).toLowerCase();
  }

  #setBase(): void {
    const href = this.#attributes.get('href');
    if (this.#hasBase || href === undefined) return;
    this.#hasBase = true;
    if (href.length > LONGEST_BASE) {
      this.#baseUrl = NOWHERE;
      return;
    }
    const base = URL.parse(href, this.#baseUrl.href);
    if (base && isHttp(base)) this.#baseUrl = base;
  }

  #addFrame(tag: string): void {
    // In an object that is shown, its further objects count, so that their end tags are matched.
    if (this.#objects || this.#isUnseen()) {
      if (this.#objects && tag === 'object') this.#objects++;
      return;
    }
    if (tag === 'object') this.#objects = 1;
    const source = this.#attributes.get(tag === 'object' ? 'data' : 'src')?.trim();
    const srcdoc = tag === 'iframe' ? this.#attributes.get('srcdoc') : undefined;
    if (srcdoc !== undefined) this.#add({ srcdoc });
    else if (tag === 'object' && !isPageType(this.#attributes.get('type'))) this.hasOthers = true;
    else if (source) this.#addUrl(source);
    else if (this.#attributes.has('data-src')) this.hasOthers = true;
  }

  #addUrl(source: string): void {
    if (this.#parsed++ === MOST_URLS) {
      this.#stop();
      return;
    }
    const url = URL.parse(source, this.#baseUrl.href);
    if (!url || !isHttp(url)) {
      this.hasOthers ||= !url || !EMPTY.has(url.protocol);
      return;
    }
    const href = withoutHash(url);
    if (this.#urls.has(href)) return;
    if (this.#add({ url: href })) this.#urls.add(href);
  }

  #add(content: FrameContent): boolean {
    if (this.contents.length >= MOST_FRAMES) this.#stop();
    else this.contents.push(content);
    return !this.hasMore;
  }

  #stop(): void {
    this.hasMore = true;
    this.stop();
  }

  #isUnseen(): boolean {
    const { style = '' } = Object.fromEntries(this.#attributes);
    return (
      this.#attributes.has('hidden') ||
      UNSEEN_STYLE.test(style.slice(0, LONGEST_STYLE).replace(/\s/g, '').toLowerCase()) ||
      ['width', 'height'].some(name => UNSEEN_SIZE.test(this.#attributes.get(name) ?? ''))
    );
  }
}

/** Whether an object of this type may be a page. An object without a type may be one. */
function isPageType(type: string | undefined): boolean {
  return mediaType(type).isText !== false && !type?.includes('flash');
}

function isHttp({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/** User name and password are taken off, too: they come from the page, so they are not sent. */
function withoutHash(url: URL): string {
  const plain = new URL(url);
  plain.hash = plain.username = plain.password = '';
  return plain.href;
}
