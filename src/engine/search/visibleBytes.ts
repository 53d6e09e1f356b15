/** Whether the bytes of a page, before they are decoded, hold enough text to read. */

/** Elements that hold no markup. What stands in them is not counted, though a title and a `textarea` are read. */
const WITHOUT_MARKUP: ReadonlySet<string> = new Set([
  ...['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'],
]);

/** Elements that hold markup, also more of their own kind, and nothing that a person reads. */
const UNREAD: ReadonlySet<string> = new Set(['template', 'noscript']);

/** First letters of all names that matter here, and their lengths. Most tags are known by them to be others. */
const FIRST_LETTERS: ReadonlySet<number> = new Set([...'sntpix'].map(letter => letter.charCodeAt(0)));
const LENGTHS: ReadonlySet<number> = new Set(
  ['plaintext', ...WITHOUT_MARKUP, ...UNREAD].map(({ length }) => length),
);

/**
 * The end tag of each element without markup. The tokenizer takes the two control characters for `<` and `/` at some
 * places, so that nothing is said about a page that has them.
 */
const END_TAGS: ReadonlyMap<string, RegExp> = new Map(
  [...WITHOUT_MARKUP].map(name => [name, new RegExp(`</${name}(?=[\\t\\n\\f\\r />])|[\\x0f\\x1c]`, 'gi')]),
);

const QUOTATION_MARK = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;

/**
 * Whether a page has at least so many characters to read, white space aside. It reads markup as the tokenizer of
 * `content/htmlWalk.ts` does, several times faster. Where it cannot, or where bytes cannot tell, it counts too little,
 * never too much.
 * @param bytes of the page, or of its beginning, as characters of the same numbers; in a superset of ASCII
 * @param isUtf8 whether that is the encoding; in others only characters of ASCII are counted
 */
export function showsText(bytes: string, least: number, isUtf8: boolean): boolean {
  let length = 0;
  let unread = '';
  /** How many elements of the name `unread` are open. */
  let depth = 0;
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes.indexOf('<', at);
    const end = tag < 0 ? bytes.length : tag;
    if (!unread) {
      length += visibleLength(bytes, at, end, isUtf8);
      if (length >= least) return true;
    }
    at = end + 1;
    const first = bytes.charCodeAt(at);
    const isEndTag = first === SLASH && isLetter(bytes.charCodeAt(at + 1));
    if (!isEndTag && !isLetter(first)) {
      at = endOfOther(bytes, at);
      if (at < 0) return false;
      continue;
    }
    const start = isEndTag ? at + 1 : at;
    const nameEnd = endOfName(bytes, start);
    at = isEndTag ? bytes.indexOf('>', nameEnd) + 1 : endOfTag(bytes, nameEnd);
    if (at <= 0) return false;
    const name = telling(bytes, start, nameEnd);
    if (!name) continue;
    if (name === unread) {
      depth += isEndTag ? -1 : 1;
      if (depth === 0) unread = '';
    } else if (isEndTag) continue;
    else if (name === 'plaintext') return false;
    else if (WITHOUT_MARKUP.has(name)) {
      at = endOfElement(bytes, name, at);
      if (at <= 0) return false;
    } else if (!unread && UNREAD.has(name)) {
      unread = name;
      depth = 1;
    }
  }
  return false;
}

function visibleLength(bytes: string, start: number, end: number, isUtf8: boolean): number {
  let length = 0;
  let isAfterAscii = true;
  for (let at = start; at < end; at++) {
    const byte = bytes.charCodeAt(at);
    const isAscii = byte < 0x80;
    // In Shift_JIS, Big5, EUC-KR and gb18030 a byte of ASCII may end a character, even the white space U+3000.
    if (isAscii ? isAfterAscii && byte > 0x20 && byte < 0x7f : isUtf8 && startsLetter(byte)) length++;
    isAfterAscii = isAscii;
  }
  return length;
}

/** Whether a byte begins a character of UTF-8 in a range that holds no white space. */
function startsLetter(byte: number): boolean {
  return (byte >= 0xc3 && byte <= 0xdf) || (byte >= 0xe4 && byte <= 0xee);
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isBlank(code: number): boolean {
  return code <= 0x20 && (code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c);
}

function isEndOfName(code: number): boolean {
  return code <= GREATER_THAN && (code === GREATER_THAN || code === SLASH || isBlank(code));
}

/** @returns in lower case, or nothing for a name that makes no difference */
function telling(bytes: string, start: number, end: number): string {
  if (!FIRST_LETTERS.has(bytes.charCodeAt(start) | 0x20) || !LENGTHS.has(end - start)) return '';
  const name = bytes.slice(start, end).toLowerCase();
  return name === 'plaintext' || WITHOUT_MARKUP.has(name) || UNREAD.has(name) ? name : '';
}

/**
 * The end of a comment, a declaration or an end tag without a name.
 * @param at behind its `<`, which may also be a mere character of the text
 * @returns where text goes on; less than 0 where that is not certain
 */
function endOfOther(bytes: string, at: number): number {
  if (bytes.startsWith('!--', at)) {
    const start = at + 3;
    if (bytes.startsWith('>', start)) return start + 1;
    if (bytes.startsWith('->', start)) return start + 2;
    for (let dashes = bytes.indexOf('--', start); dashes >= 0; dashes = bytes.indexOf('--', dashes + 1)) {
      if (bytes.startsWith('>', dashes + 2)) return dashes + 3;
      if (bytes.startsWith('!>', dashes + 2)) return dashes + 4;
    }
    return -1;
  }
  // Whether its text is read depends on where it stands.
  if (bytes.startsWith('![CDATA[', at)) return -1;
  if (!'!?/'.includes(bytes.charAt(at))) return at;
  const end = bytes.indexOf('>', at + 1);
  return end < 0 ? -1 : end + 1;
}

function endOfName(bytes: string, start: number): number {
  let at = start;
  while (at < bytes.length && !isEndOfName(bytes.charCodeAt(at))) at++;
  return at;
}

/**
 * Skips the attributes of a tag (HTML Standard, sections 13.2.5.32 to 13.2.5.40).
 * @param start behind its name
 * @returns behind its `>`, or less than 0 without one
 */
function endOfTag(bytes: string, start: number): number {
  let at = start;
  let code = bytes.charCodeAt(at);
  while (at < bytes.length) {
    while (isBlank(code) || code === SLASH) code = bytes.charCodeAt(++at);
    if (code === GREATER_THAN) return at + 1;
    // Whatever begins a name belongs to it, also `=`.
    do code = bytes.charCodeAt(++at);
    while (at < bytes.length && code !== EQUALS && !isEndOfName(code));
    while (isBlank(code)) code = bytes.charCodeAt(++at);
    if (code !== EQUALS) continue;
    do code = bytes.charCodeAt(++at);
    while (isBlank(code));
    if (code === QUOTATION_MARK || code === APOSTROPHE) {
      at = bytes.indexOf(code === APOSTROPHE ? "'" : '"', at + 1) + 1;
      if (at === 0) return -1;
      code = bytes.charCodeAt(at);
    } else {
      while (at < bytes.length && code !== GREATER_THAN && !isBlank(code)) code = bytes.charCodeAt(++at);
    }
  }
  return -1;
}

/** @returns behind the end tag of an element without markup, or less than 1 where that is not certain */
function endOfElement(bytes: string, name: string, start: number): number {
  const pattern = END_TAGS.get(name) as RegExp;
  pattern.lastIndex = start;
  const end = pattern.exec(bytes);
  return end && end[0].length > 1 ? bytes.indexOf('>', pattern.lastIndex) + 1 : -1;
}
