/** The tokens of JSON with comments, and their grammar. */

/** As jsonc-parser numbers them. Its own names are constants of types, which are gone when a file runs. */
export const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blank: 15,
  unknown: 16,
  end: 17,
} as const;

/** What may come next, outside of comments and white space. */
type Expected = 'value' | 'valueOrEnd' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'document';

/**
 * Follows the grammar of JSON with comments and commas behind the last value, token by token, so that it may be as deep as
 * it likes. One value may follow another in a new line, as in JSON lines.
 */
export class JsonGrammar {
  /** Whether each open container is an object, from the outermost. */
  readonly #open: boolean[] = [];
  #expected: Expected = 'document';
  #isNewLine = true;

  /** @returns whether the token may stand here. After the first that may not, the answers mean nothing. */
  accepts(token: number): boolean {
    switch (token) {
      case Token.lineComment:
      case Token.blockComment:
      case Token.blank:
        return true;
      case Token.lineBreak:
        this.#isNewLine = true;
        return true;
      case Token.openBrace:
      case Token.openBracket:
        return this.#opens(token === Token.openBrace);
      case Token.closeBrace:
      case Token.closeBracket:
        return this.#closes(token === Token.closeBrace);
      case Token.comma:
        return this.#moves(['commaOrEnd'], this.#open.at(-1) ? 'nameOrEnd' : 'valueOrEnd');
      case Token.colon:
        return this.#moves(['colon'], 'value');
      case Token.string:
        return this.#moves(['nameOrEnd'], 'colon') || this.#isValue();
      case Token.end:
        return this.#expected === 'document';
      default:
        return token !== Token.unknown && this.#isValue();
    }
  }

  #moves(from: readonly Expected[], to: Expected): boolean {
    if (!from.includes(this.#expected)) return false;
    this.#expected = to;
    return true;
  }

  #isValue(): boolean {
    if (this.#expected === 'document' && !this.#isNewLine) return false;
    this.#isNewLine = false;
    return this.#moves(['value', 'valueOrEnd', 'document'], this.#afterValue);
  }

  get #afterValue(): Expected {
    return this.#open.length > 0 ? 'commaOrEnd' : 'document';
  }

  #opens(isObject: boolean): boolean {
    if (!this.#isValue()) return false;
    this.#open.push(isObject);
    this.#expected = isObject ? 'nameOrEnd' : 'valueOrEnd';
    return true;
  }

  #closes(isObject: boolean): boolean {
    const isEnd = ['commaOrEnd', isObject ? 'nameOrEnd' : 'valueOrEnd'].includes(this.#expected);
    if (!isEnd || this.#open.pop() !== isObject) return false;
    this.#expected = this.#afterValue;
    this.#isNewLine = false;
    return true;
  }
}
