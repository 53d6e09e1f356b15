/** Turns offsets in a text into lines and columns. */

/** The line breaks of VS Code. */
const LINE_BREAK = /\r\n|\n|\r/g;

export class LinePlaces {
  /** Offsets of the first characters of the lines. */
  readonly #starts: readonly number[];
  /** Index of the line that was found last. Offsets are mostly asked for in their order. */
  #last = 0;

  constructor(text: string) {
    const starts = [0];
    for (const { 0: found, index } of text.matchAll(LINE_BREAK)) starts.push(index + found.length);
    this.#starts = starts;
  }

  /**
   * @param start offset of the first character of a range within a line, in UTF-16 units
   * @param end offset behind the last one
   * @returns line and columns, from 0
   */
  at(start: number, end: number): { line: number; start: number; end: number } {
    const starts = this.#starts;
    if (start < (starts[this.#last] as number)) this.#last = 0;
    while (this.#last + 1 < starts.length && (starts[this.#last + 1] as number) <= start) this.#last++;
    const first = starts[this.#last] as number;
    return { line: this.#last, start: start - first, end: end - first };
  }
}
