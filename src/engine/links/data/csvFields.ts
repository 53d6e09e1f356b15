/**
 * Where the fields of a CSV text stand (RFC 4180, with any delimiter and any line breaks). PapaParse tells only their
 * values, and needs time that grows with the square of the text for some wrong quotes.
 */

export interface CsvField {
  /** Offsets of its content, without the quotes around it. */
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
  /** From 0. */
  readonly column: number;
  readonly isLastOfRow: boolean;
}

/** A quote that breaks the rules. */
export interface QuoteFault {
  /** Of the quote with which the field begins. */
  readonly offset: number;
  /** Whether no quote closes the field in its line. If one does, there is something between it and the delimiter. */
  readonly isOpen: boolean;
}

const QUOTE = '"';
const LF = 10;
const CR = 13;

/**
 * A quote at the start of a field opens it, and one in front of a delimiter or line break closes it. Quotes between are
 * doubled. If that is not so, the field is read as if it had no quotes, up to the next delimiter or line break.
 *
 * Linear: the search for a closing quote that fails passes over even numbers of adjacent quotes only, up to the quote at
 * which it fails, so that no search for another field is long between.
 */
export class CsvFields {
  readonly #text: string;
  readonly #delimiter: number;
  /** The first fault of the fields so far. */
  fault: QuoteFault | undefined;

  /** @param delimiter one UTF-16 unit; no quote and no line break */
  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The fields behind an offset, which is the start of a row. */
  *from(offset: number): Generator<CsvField, void> {
    const text = this.#text;
    let column = 0;
    // A line break ends a row, so that no row begins behind the last one.
    for (let at = offset; at < text.length || column > 0; ) {
      const closing = text[at] === QUOTE ? this.#closing(at) : undefined;
      const isQuoted = closing !== undefined;
      const end = closing ?? this.#plainEnd(at);
      const behind = isQuoted ? this.#behindBlanks(end + 1) : end;
      const isLastOfRow = text.charCodeAt(behind) !== this.#delimiter;
      yield { start: isQuoted ? at + 1 : at, end, isQuoted, column, isLastOfRow };
      column = isLastOfRow ? 0 : column + 1;
      at = behind + (text.startsWith('\r\n', behind) ? 2 : 1);
    }
  }

  /** The offset of the quote that closes a field; `undefined` if the field breaks the rules. */
  #closing(opening: number): number | undefined {
    const text = this.#text;
    for (let from = opening + 1; ; ) {
      const quote = text.indexOf(QUOTE, from);
      if (quote >= 0 && text[quote + 1] === QUOTE) {
        from = quote + 2;
        continue;
      }
      if (quote >= 0 && this.#isEnd(this.#behindBlanks(quote + 1))) return quote;
      this.fault ??= {
        offset: opening,
        isOpen: quote < 0 || /[\r\n]/.test(text.slice(opening, quote)),
      };
      return undefined;
    }
  }

  #plainEnd(start: number): number {
    const text = this.#text;
    const delimiter = this.#delimiter;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === LF || code === CR) return at;
    }
    return text.length;
  }

  /** Some programs write blanks between a closing quote and the delimiter. */
  #behindBlanks(offset: number): number {
    let at = offset;
    while (!this.#isEnd(at) && (this.#text[at] === ' ' || this.#text[at] === '\t')) at++;
    return at;
  }

  /** Whether a field ends in front of an offset. */
  #isEnd(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === this.#delimiter || code === LF || code === CR || at >= this.#text.length;
  }
}
