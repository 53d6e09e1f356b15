/** Finds out whether a page has enough text to read, from its bytes, without decoding them. */

/** Elements whose content is not markup. It is not counted, although people can read a title and a `textarea`. */
const WITHOUT_MARKUP: ReadonlySet<string> = new Set([
  ...['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript'],
]);

/** All names that matter here. Their first letters and lengths exclude most other tags cheaply. */
const RELEVANT: ReadonlySet<string> = new Set(['plaintext', 'template', 'svg', 'math', ...WITHOUT_MARKUP]);
const FIRST_LETTERS: ReadonlySet<number> = new Set([...RELEVANT].map(name => name.charCodeAt(0)));
const LENGTHS: ReadonlySet<number> = new Set([...RELEVANT].map(({ length }) => length));

/**
 * The end tag of each element without markup. The tokenizer confuses two control characters with `<` and `/` in some
 * places, so a page that has them gets no result.
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
 * Whether a page has at least this many visible characters, not counting white space. It reads markup like the tokenizer
 * of `content/htmlWalk.ts`, but several times faster. If it is not sure, it counts too few characters, never too many.
 * @param bytes of the page or of its beginning, one character per byte; the encoding must be a superset of ASCII
 * @param isUtf8 whether the encoding is UTF-8; in other encodings, only ASCII characters are counted
 */
export function showsText(bytes: string, least: number, isUtf8: boolean): boolean {
  let length = 0;
  /** Number of open templates. Their content is markup that a person does not see, except for shadow roots. */
  let templates = 0;
  /** Number of open elements with the name. In them, all content is markup. */
  const foreign = { svg: 0, math: 0 };
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes.indexOf('<', at);
    const end = tag < 0 ? bytes.length : tag;
    if (!templates) {
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
    const name = relevantName(bytes, start, nameEnd);
    if (!name) continue;
    const change = isEndTag ? -1 : 1;
    if (name === 'template') templates = Math.max(0, templates + change);
    else if (name === 'svg' || name === 'math') foreign[name] = Math.max(0, foreign[name] + change);
    else if (isEndTag) continue;
    else if (name === 'plaintext') return false;
    else {
      at = endOfElement(bytes, name, at, foreign.svg + foreign.math > 0);
      if (at <= 0) return false;
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
    // In Shift_JIS, Big5, EUC-KR and gb18030, an ASCII byte may end a character, even the white space U+3000.
    if (isAscii ? isAfterAscii && byte > 0x20 && byte < 0x7f : isUtf8 && startsLetter(byte)) length++;
    isAfterAscii = isAscii;
  }
  return length;
}

/** Whether a byte begins a UTF-8 character in a range without white space. */
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

/** The name of a tag, in lower case; empty for tags that do not matter. */
function relevantName(bytes: string, start: number, end: number): string {
  if (!FIRST_LETTERS.has(bytes.charCodeAt(start) | 0x20) || !LENGTHS.has(end - start)) return '';
  const name = bytes.slice(start, end).toLowerCase();
  return RELEVANT.has(name) ? name : '';
}

/**
 * The end of a comment, a declaration or an end tag without a name.
 * @param at after the `<`, which may also be a character of the text
 * @returns offset at which the text continues; below 0 if not certain
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
  // It is text in SVG and MathML, but a comment elsewhere.
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
 * @param start after the name
 * @returns offset after the `>`; below 0 if there is none
 */
function endOfTag(bytes: string, start: number): number {
  let at = start;
  let code = bytes.charCodeAt(at);
  while (at < bytes.length) {
    while (isBlank(code) || code === SLASH) code = bytes.charCodeAt(++at);
    if (code === GREATER_THAN) return at + 1;
    // The first character belongs to the name, even if it is `=`.
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

/**
 * The offset after the end tag of an element without markup; below 1 if not certain.
 * @param mayBeMarkup whether the content may be markup after all; then it must have none
 */
function endOfElement(bytes: string, name: string, start: number, mayBeMarkup: boolean): number {
  const pattern = END_TAGS.get(name) as RegExp;
  pattern.lastIndex = start;
  const end = pattern.exec(bytes);
  if (!end || end[0].length === 1) return -1;
  if (mayBeMarkup && bytes.indexOf('<', start) < end.index) return -1;
  return name === 'script' && mayContainScript(bytes.slice(start, end.index))
    ? -1
    : bytes.indexOf('>', pattern.lastIndex) + 1;
}

/** Whether the first end tag of a script may belong to another one in a comment in it. */
function mayContainScript(script: string): boolean {
  const comment = script.indexOf('<!--');
  return comment >= 0 && /<script/i.test(script.slice(comment));
}
