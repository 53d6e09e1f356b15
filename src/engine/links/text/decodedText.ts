/** A text without the escapes of its format, which knows where each of its characters was written. */

import type { Range } from './detector.ts';

export class DecodedText {
  /** Without escapes. */
  readonly text: string;
  readonly #base: number;
  /** Offsets in {@link text} behind each escape, and by how much more was written up to there than is in the text. */
  readonly #offsets: number[] = [];
  readonly #surplus: number[] = [];

  /**
   * @param written as the format writes it
   * @param base the offset at which it stands in the document
   * @param escapes finds each escape; with the flag `g`
   * @param meaning of an escape: shorter than it, or the same if it has none
   */
  constructor(written: string, base: number, escapes: RegExp, meaning: (found: string) => string) {
    this.#base = base;
    let surplus = 0;
    this.text = written.replace(escapes, (found: string, at: number) => {
      const text = meaning(found);
      if (text.length === found.length) return text;
      const behind = at - surplus + text.length;
      surplus += found.length - text.length;
      this.#offsets.push(behind);
      this.#surplus.push(surplus);
      return text;
    });
  }

  /** Where a part of the text was written in the document. */
  written({ start, end }: Range): Range {
    return { start: this.#writtenAt(start), end: this.#writtenAt(end) };
  }

  /** Of each escape, what it stands for counts as one character. */
  #writtenAt(offset: number): number {
    // The number of escapes that are wholly in front of the offset.
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#base + offset + (this.#surplus[low - 1] ?? 0);
  }
}
