/** A quick look at the bytes of a page: whether it has text to read. */

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
