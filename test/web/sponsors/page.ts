/** The charsets that the replica's pages are written in, by their names in the Encoding standard. */
export type Charset =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1252'
  | 'iso-8859-1'
  | 'iso-8859-2'
  | 'iso-8859-5'
  | 'iso-8859-7'
  | 'iso-8859-15'
  | 'koi8-r'
  | 'shift_jis'
  | 'euc-jp'
  | 'euc-kr'
  | 'gbk';

/** Where a page says what its charset is. `nowhere` leaves it to the reader. */
export type Declared = 'header' | 'meta' | 'bom' | 'nowhere';

/** How a body is compressed. `deflate` is zlib's form, `deflate-raw` the bare one that some servers send. */
export type Coding = 'none' | 'gzip' | 'deflate' | 'deflate-raw' | 'br' | 'zstd';

/** The languages of the sample texts. */
export type Language = 'en' | 'de' | 'nl' | 'fr' | 'pl' | 'ru' | 'el' | 'ja' | 'ko' | 'zh';

/** A place of the HTML where the word stands, and the text around it. */
export interface Mention {
  place: 'title' | 'meta' | 'text' | 'attribute' | 'script' | 'comment';
  text: string;
  /** At the very end of the page, behind all the filler. */
  late?: boolean;
}

/** A redirect on the way to a page. */
export interface Hop {
  status: 301 | 302 | 303 | 307 | 308;
  /** As in `Location`: relative, or absolute with an original host that the server puts its own in place of. */
  to: string;
}

/** One of the 64 pages: all that decides what its answer looks like. */
export interface Page {
  /** As in `urls.txt`. */
  url: string;
  status: 200 | 403;
  /** The headline, and the title unless a mention is the title. */
  title: string;
  /** A first sentence, if the filler alone does not do. */
  lead: string;
  mentions: Mention[];
  /** How often the word stands in the body, in any case. */
  matches: number;
  language: Language;
  charset: Charset;
  declared: Declared;
  coding: Coding;
  /** About how large the body is before compression, in units of 1,000 bytes. */
  size: number;
  /** All on one line. */
  minified: boolean;
  /** Sent so that the first match, or else the compressed data, is cut in two. */
  split: boolean;
  hops: Hop[];
  /** More response headers. */
  headers: Record<string, string>;
}

/** A page as the data files write it: only what is special about it. */
export type PageRow = Pick<Page, 'url' | 'title' | 'size'> & Partial<Page>;

const ORDINARY = {
  status: 200,
  lead: '',
  mentions: [],
  matches: 0,
  language: 'en',
  charset: 'utf-8',
  declared: 'header',
  coding: 'none',
  minified: false,
  split: false,
  hops: [],
  headers: {},
} satisfies Partial<Page>;

/** Fills in what an ordinary page is like. */
export function page(row: PageRow): Page {
  return { ...ORDINARY, ...row };
}
