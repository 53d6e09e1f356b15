/**
 * Finds out cheaply that a page does not have the term: neither as it stands in the source nor as a person reads it, such
 * as in `AT&amp;T`, `Py<b>th</b>on` or `Py&shy;thon`. Nearly all pages end here, without being walked or even decoded.
 */

import escapeStringRegexp from 'escape-string-regexp';
import { isPlain, type Term } from '../model/term.ts';
import { asRead } from '../wording/asRead.ts';
import { formC } from '../wording/formC.ts';

/** Of a longer term, only this many UTF-16 units are looked for: states are bits of a 32-bit number. */
const MOST_STATES = 31;

const ASCII = 0x80;

/** What may stand between two characters of the term: markup, a character reference, or a character outside ASCII. */
const BREAK = '[&<\\u0080-\\uffff]';

/** A character outside ASCII may be a letter and a mark. */
const MARKED = '[A-Za-z\\u0080-\\uffff]';

const REFERENCE = /&(?:#(?:x([0-9a-f]{1,6})|(\d{1,7}));?|[a-z][a-z0-9]{1,31};)/iy;
/** The beginnings of the most common names that need no semicolon. */
const LEGACY = /&(?:amp|lt|gt|quot|nbsp|shy|[a-z](?:uml|acute|grave|circ|tilde|cedil|ring|slash))/iy;
/** As in HTML: space, tab, line feed, form feed and carriage return. */
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0c, 0x0d]);
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const TAG_START = /<[a-z/!?]/iy;
const IN_TAG = /[>"']/g;

/**
 * The pieces of a term on a page. A regular expression finds the whole term, and its beginnings that something interrupts,
 * which are few. From each, the page is followed with a set of states: bit `n` says that `n + 1` characters of the term
 * may have been read (Shift-And; Baeza-Yates and Gonnet, 1992). It may take a page for one with the term that has it not.
 * It misses a term only where it is interrupted, and scripts or broken markup look like tags.
 */
export class SplitTerm {
  readonly #text: string;
  readonly #beginnings: RegExp;
  /** The states that a space leads to. */
  readonly #spaces: number;
  /** The states that a character reference with a name may lead to: no name stands for a letter or digit of ASCII. */
  readonly #named: number;
  /** The states that a character outside ASCII may lead to. */
  readonly #others: number;
  /** The states of characters outside ASCII, to which a letter may lead that a mark follows. */
  readonly #marked: number;
  readonly #accept: number;
  /** The states that each character of ASCII may lead to, by its code. */
  readonly #ascii: Int32Array;

  /** @returns `undefined` for a regular expression, and for a term of which nothing is seen */
  static for(term: Term): SplitTerm | undefined {
    const text = formC(asRead(term.text)).replace(/\s+/g, ' ');
    return term.regularExpression || !text ? undefined : new SplitTerm(text, term);
  }

  private constructor(text: string, term: Term) {
    const { matchCase } = term;
    const fold = matchCase ? (text: string) => text : (text: string) => text.toLowerCase();
    // Of letters outside ASCII, some have two in lower case. All of them count as the same anyway.
    this.#text = text.replace(/[A-Z]/g, fold).slice(0, MOST_STATES);
    this.#spaces = this.#statesOf(character => character === ' ');
    this.#named = this.#statesOf(character => /[^a-z0-9]/i.test(character));
    this.#marked = this.#statesOf(character => character.charCodeAt(0) >= ASCII);
    this.#others = isPlain(term) ? this.#spaces : -1;
    this.#accept = 1 << (this.#text.length - 1);
    this.#ascii = Int32Array.from({ length: ASCII }, (_, code) => {
      const folded = fold(String.fromCharCode(code));
      return this.#statesOf(each => each === folded) | this.#marked;
    });
    const first = this.#named & 1 ? '&' : '&#';
    this.#beginnings = new RegExp(`${beginningOf(this.#text)}|${first}`, matchCase ? 'g' : 'gi');
  }

  /**
   * Whether the page may have the term.
   * @param page its text, or its bytes as Latin-1 in an encoding that is a superset of ASCII
   */
  mayBeOn(page: string): boolean {
    const beginnings = this.#beginnings;
    /** So far, the page was followed from each place at which the term may begin. Only the whole term still counts there. */
    let followed = 0;
    beginnings.lastIndex = 0;
    for (let found = beginnings.exec(page); found; found = beginnings.exec(page)) {
      const { index } = found;
      if (found[1] !== undefined) return true;
      if (index >= followed) {
        const end = this.#follow(page, index, beginnings.lastIndex - 1);
        if (end === undefined) return true;
        followed = end;
      }
      beginnings.lastIndex = index + 1;
    }
    return false;
  }

  /**
   * Follows the page from a beginning of the term, and from all others up to where it cannot go on.
   * @param last offset of the last character of the beginning
   * @returns `undefined` if the term may be there; else where it cannot go on
   */
  #follow(page: string, start: number, last: number): number | undefined {
    let states = 0;
    for (let at = start, end = start; at < page.length; at = end) {
      const code = page.charCodeAt(at);
      const following = (states << 1) | 1;
      const reference = code === AMPERSAND && matchAt(REFERENCE, page, at);
      if (code === LESS_THAN && matchAt(TAG_START, page, at)) {
        end = endOfTag(page, at);
        // Nobody knows where the text goes on.
        if (end === 0) return undefined;
      } else if (reference) {
        end = at + reference[0].length;
        const [, hexadecimal, decimal = hexadecimal] = reference;
        if (decimal) states = this.#after(states, following, Number.parseInt(decimal, hexadecimal ? 16 : 10));
        else states |= following & this.#named;
      } else {
        // Only a table of all names could tell where this one ends.
        if (code === AMPERSAND && matchAt(LEGACY, page, at)) return undefined;
        end = at + 1;
        states = this.#after(states, following, code);
      }
      if (states & this.#accept) return undefined;
      if (states === 0 && end > last) return end;
    }
    return page.length;
  }

  #after(states: number, following: number, code: number): number {
    if (code >= ASCII) return states | (following & this.#others);
    if (WHITE_SPACE.has(code)) return (following | states) & this.#spaces;
    return following & (this.#ascii[code] ?? 0);
  }

  /** The states after each character of the term for which a condition holds. */
  #statesOf(holds: (character: string) => boolean): number {
    let states = 0;
    for (let at = 0; at < this.#text.length; at++) {
      if (holds(this.#text.charAt(at))) states |= 1 << at;
    }
    return states;
  }
}

/** An expression for the beginnings of a text that something interrupts, and for the whole text, with an empty group. */
function beginningOf(text: string): string {
  let pattern = '';
  for (let at = text.length - 1; at >= 0; at--) {
    const one = patternOf(text.charAt(at), at === 0);
    pattern = pattern ? `${one}(?:${pattern}|${BREAK})` : `${one}()`;
  }
  return pattern;
}

function patternOf(character: string, isFirst: boolean): string {
  // The last of several spaces is enough of a beginning. Each space in a row would look for the end of the row.
  if (character === ' ') return isFirst ? '\\s' : '\\s+';
  return character.charCodeAt(0) < ASCII ? escapeStringRegexp(character) : MARKED;
}

function matchAt(pattern: RegExp, page: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(page);
}

/** The offset after a tag or a comment; 0 if it does not end. @param start of the `<` */
function endOfTag(page: string, start: number): number {
  if (page.startsWith('<!--', start)) {
    const end = page.indexOf('-->', start + 2);
    return end < 0 ? 0 : end + 3;
  }
  IN_TAG.lastIndex = start;
  for (let found = IN_TAG.exec(page); found; found = IN_TAG.exec(page)) {
    const [character] = found;
    if (character === '>') return IN_TAG.lastIndex;
    const end = page.indexOf(character, IN_TAG.lastIndex);
    if (end < 0) return 0;
    IN_TAG.lastIndex = end + 1;
  }
  return 0;
}
