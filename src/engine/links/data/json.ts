/** Reads the links of JSON, JSON with comments, JSON lines and notebooks. */

import * as l10n from '@vscode/l10n';
import { createScanner } from 'jsonc-parser/lib/esm/impl/scanner.js';
import type { FoundLink, LinkRole, Reader } from '../foundLink.ts';
import { DecodedText } from '../text/decodedText.ts';
import { detect, type Range } from '../text/detector.ts';
import { urlsIn } from '../text/values.ts';
import { JsonGrammar, Token } from './jsonTokens.ts';

/** In UTF-16 units. {@link readJson} yields after so much text. */
const STEP = 32 * 1024;

/** Links between two strings after which it yields as well. */
const LINKS_A_STEP = 1000;

/** Escapes in strings (RFC 8259, section 7). Others stay as they are. */
const ESCAPE = /\\(?:u[\da-fA-F]{4}|["\\/bfnrt])/g;

const MEANINGS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Finds the strings that are a URL, and the URLs within other strings, names of properties and comments. Of a text that is
 * no valid JSON it finds no less.
 */
export const readJson: Reader = function* (text) {
  const scanner = createScanner(text);
  const grammar = new JsonGrammar();
  const walk = new JsonWalk(text);
  const start = text.startsWith('\ufeff') ? 1 : 0;
  scanner.setPosition(start);
  let wrongLine: number | undefined;
  let yielded = start;
  for (let token = -1; token !== Token.end; ) {
    token = scanner.scan();
    if (!wrongLine && (scanner.getTokenError() || !grammar.accepts(token))) {
      wrongLine = scanner.getTokenStartLine() + 1;
    }
    yield* walk.token(token, scanner.getTokenOffset(), scanner.getPosition());
    if (scanner.getPosition() - yielded < STEP) continue;
    yielded = scanner.getPosition();
    yield;
  }
  const { links } = walk;
  if (!wrongLine) return { links };
  const problem = l10n.t('Line {0} is no valid JSON; its strings were read all the same', wrongLine);
  return { links, problem };
};

/** Whether a text is JSON as a whole: an object or an array, without comments. */
export function isJson(text: string): boolean {
  const content = text.replace(/^\ufeff/, '');
  if (!/^[\t\n\r ]*[[{]/.test(content)) return false;
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

/** Collects the links of the tokens. */
class JsonWalk {
  readonly links: FoundLink[] = [];
  readonly #text: string;
  /** The name of the nearest property, and those outside of each open container. */
  #name: string | undefined;
  readonly #outer: (string | undefined)[] = [];
  /** The last string, as long as a colon may follow, which makes it the name of a property. */
  #string: (Range & { isClosed: boolean }) | undefined;
  /** The end of the last string. */
  #end = 0;
  /** Comments behind it. */
  #comments: Range[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the next token. */
  *token(token: number, start: number, end: number): Generator<void, void> {
    switch (token) {
      case Token.blank:
      case Token.lineBreak:
        return;
      case Token.lineComment:
      case Token.blockComment:
        this.#comments.push({ start, end });
        return;
      case Token.colon: {
        const name = yield* this.#readString();
        if (name !== undefined) this.#name = name.replace(/\s+/g, ' ').trim() || undefined;
        return;
      }
    }
    yield* this.#readString();
    if (token === Token.openBrace || token === Token.openBracket) this.#outer.push(this.#name);
    else if (token === Token.closeBrace || token === Token.closeBracket) this.#name = this.#outer.pop();
    else if (token === Token.comma) this.#name = this.#outer.at(-1);
    else if (token === Token.string || token === Token.end) yield* this.#readBetween(start, end);
    if (token !== Token.string) return;
    const isClosed = end - start > 1 && this.#text[end - 1] === '"';
    this.#string = { start: start + 1, end: isClosed ? end - 1 : end, isClosed };
  }

  /** Reads the last string. @returns its text */
  *#readString(): Generator<void, string | undefined> {
    if (!this.#string) return undefined;
    const { start, end, isClosed } = this.#string;
    this.#string = undefined;
    const decoded = new DecodedText(this.#text.slice(start, end), start, ESCAPE, meaningOf);
    const { text } = decoded;
    // What follows a quote that is missing is no longer the value.
    for (const range of yield* isClosed ? urlsIn(text) : detect(text)) {
      this.#add(decoded.written(range), text.slice(range.start, range.end), 'link', this.#name);
    }
    return text;
  }

  /**
   * Reads what is between two strings. There are URLs in comments, and in what is no JSON, such as strings in other quotes,
   * whose URLs seem to have a comment in them.
   */
  *#readBetween(end: number, next: number): Generator<void, void> {
    const from = this.#end;
    const comments = this.#comments.values();
    let comment = comments.next().value;
    for (const range of yield* detect(this.#text.slice(from, end))) {
      const start = from + range.start;
      while (comment && comment.end <= start) comment = comments.next().value;
      const role = comment && comment.start <= start ? 'code' : 'link';
      const written = { start, end: from + range.end };
      this.#add(written, this.#text.slice(written.start, written.end), role);
      if (this.links.length % LINKS_A_STEP === 0) yield;
    }
    this.#end = next;
    this.#comments = [];
  }

  #add(written: Range, value: string, role: LinkRole, label?: string): void {
    this.links.push({ ...written, value, role, ...(label !== undefined && { label }) });
  }
}

function meaningOf(found: string): string {
  const letter = found.charAt(1);
  if (letter === 'u') return String.fromCharCode(Number.parseInt(found.slice(2), 16));
  return MEANINGS[letter] ?? letter;
}
