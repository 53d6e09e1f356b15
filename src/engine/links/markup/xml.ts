/** Reads the links of XML: site maps, feeds, lists of feeds, drawings. */

import type { LinkRole, Reader } from '../foundLink.ts';
import { LinkWalk, labelOf, type OpenLink } from './linkWalk.ts';

/** Reads XML. Names of namespaces, document types and places of schemas are no links. */
export const readXml: Reader = function* (text) {
  const walk = new XmlLinks(text);
  yield* walk.steps();
  return walk.finish();
};

/** Attributes whose value is a URL, in lower case. `xmlUrl` and `htmlUrl` are those of OPML. */
const LINKS: ReadonlySet<string> = new Set(
  ['href', 'src', 'url', 'resource', 'xlink:href', 'rdf:resource'].concat(['xmlurl', 'htmlurl']),
);

const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...LINKS,
  ...['title', 'text', 'type', 'medium', 'rel', 'xml:base'],
]);

/** Elements whose URL is that of a picture, in lower case and without their prefix. */
const IMAGES: ReadonlySet<string> = new Set(
  ['image', 'img', 'feimage', 'thumbnail', 'thumbnail_loc'].concat(['icon', 'logo']),
);

/** Elements of RSS and Atom with a title and links. */
const ITEMS: ReadonlySet<string> = new Set(['item', 'entry']);

/** In characters. So much of a name is kept. */
const LONGEST_NAME = 100;

/** The text of an element that is a URL and nothing else. */
const URL_TEXT = /^https?:\/\/\S+$/i;

class XmlLinks extends LinkWalk {
  #baseHref: string | undefined;
  /** The open elements, as they are written, from the outermost. */
  readonly #open: string[] = [];
  /** The name of the tag that was opened last, as it is written. */
  #tag = '';
  /** Whether nothing but text has come since that tag. */
  #isOnlyText = false;
  /** The links of the open item, whose label is the name of their element so far; `undefined` outside of items. */
  #ofItem: OpenLink[] | undefined;
  #itemTitle: string | undefined;

  constructor(page: string) {
    super(page, true, ATTRIBUTES);
  }

  /** To be called after the last step. */
  finish() {
    this.#endItem();
    return this.result(this.#baseHref);
  }

  override oncomment(): void {
    this.#isOnlyText = false;
  }

  override onprocessinginstruction(): void {
    this.#isOnlyText = false;
  }

  override onopentagname(start: number, end: number): void {
    this.text.clear();
    this.#tag = this.#nameAt(start, end);
    this.attributes = new Map();
    this.#isOnlyText = false;
  }

  override onopentagend(): void {
    const tag = this.#tag;
    if (!this.#open.length) this.#baseHref ??= this.value('xml:base')?.trim();
    this.#open.push(tag);
    this.#isOnlyText = true;
    if (isItem(tag)) {
      this.#endItem();
      this.#ofItem = [];
    }
    const label = this.labelFrom('title', 'text');
    for (const [name, range] of this.attributes) {
      if (!LINKS.has(name)) continue;
      const link = this.add(range, this.#role(), label ?? labelOf(tag));
      if (link && !label) this.#ofItem?.push(link);
    }
  }

  override onselfclosingtag(): void {
    this.onopentagend();
    this.#close();
  }

  override onclosetag(start: number, end: number): void {
    if (this.#isOnlyText && this.#nameAt(start, end) === this.#tag) this.#readText();
    this.text.clear();
    this.#close();
  }

  #close(): void {
    this.#isOnlyText = false;
    if (isItem(this.#open.pop() ?? '')) this.#endItem();
  }

  /** A name as it is written. A hostile one may be very long. */
  #nameAt(start: number, end: number): string {
    return this.page.slice(this.base + start, this.base + Math.min(end, start + LONGEST_NAME));
  }

  /** Reads the text of an element that has nothing else in it. */
  #readText(): void {
    const { text } = this.text;
    const value = text.trim();
    if (URL_TEXT.test(value)) {
      const start = text.length - text.trimStart().length;
      const range = this.text.range(start, start + value.length);
      const link = this.addDecoded(range, value, this.#role(), labelOf(this.#tag));
      if (link) this.#ofItem?.push(link);
    } else if (localName(this.#tag) === 'title' && isItem(this.#open.at(-2) ?? '')) {
      this.#itemTitle ??= labelOf(value);
    }
  }

  /** What the URL of the element is for that was opened last. */
  #role(): LinkRole {
    const [prefix = ''] = this.#tag.split(':', 1);
    const name = localName(this.#tag);
    const isImage =
      IMAGES.has(name) ||
      prefix === 'image' ||
      (name === 'url' && localName(this.#open.at(-2) ?? '') === 'image') ||
      /^image(?:\/|$)/i.test(this.value('type') ?? this.value('medium') ?? '') ||
      /\bicon\b/i.test(this.value('rel') ?? '');
    return isImage ? 'image' : 'link';
  }

  #endItem(): void {
    if (this.#itemTitle) for (const link of this.#ofItem ?? []) link.label = this.#itemTitle;
    this.#ofItem = undefined;
    this.#itemTitle = undefined;
  }
}

/** The name of an element without its prefix, in lower case. */
function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}

function isItem(tag: string): boolean {
  return ITEMS.has(localName(tag));
}
