/** A text that was made from a source text, with the position in the source for each of its parts. */

import type { Replacement } from '../wording/replacement.ts';
import { Offsets } from './offsets.ts';

/** So many parts are joined to one string, because a string takes more memory than a short part. */
const JOINED = 4096;

export class TextMap {
  /** The text, in strings of many parts. */
  readonly #strings: string[] = [];
  /** The parts behind {@link #strings}. */
  #parts: string[] = [];
  /** Offset of each part in this text. */
  readonly #starts = new Offsets();
  /** Offsets of the start and the end of each part in the source. */
  readonly #from = new Offsets();
  readonly #to = new Offsets();
  #length = 0;
  #text: string | undefined;

  /**
   * A text with some of its pieces replaced.
   * @param replacements in the order of the text
   * @returns `undefined` if there are none
   */
  static replacing(text: string, replacements: Iterable<Replacement>): TextMap | undefined {
    let map: TextMap | undefined;
    let done = 0;
    for (const { start, end, text: replacement } of replacements) {
      map ??= new TextMap();
      map.add(text.slice(done, start), done, start);
      map.add(replacement, start, end);
      done = end;
    }
    map?.add(text.slice(done), done, text.length);
    return map;
  }

  /**
   * Appends a part.
   * @param text the source text between the offsets, or a replacement for it. A text of the same length counts as equal
   */
  add(text: string, from: number, to: number): void {
    if (!text) return;
    const last = this.#starts.length - 1;
    const isVerbatim = text.length === to - from;
    if (last >= 0 && isVerbatim && this.#to.at(last) === from && this.#isVerbatim(last)) {
      this.#to.replaceLast(to);
    } else {
      this.#starts.push(this.#length);
      this.#from.push(from);
      this.#to.push(to);
    }
    if (this.#parts.push(text) === JOINED) {
      this.#strings.push(this.#parts.join(''));
      this.#parts = [];
    }
    this.#length += text.length;
  }

  get length(): number {
    return this.#length;
  }

  get text(): string {
    this.#text ??= [...this.#strings, ...this.#parts].join('');
    return this.#text;
  }

  /** The offset in the source for the start of a range in this text. */
  start(offset: number): number {
    const part = this.#partAt(offset);
    const from = this.#from.at(part) ?? 0;
    return this.#isVerbatim(part) ? from + offset - (this.#starts.at(part) ?? 0) : from;
  }

  /** The offset in the source for the end of a range in this text. @param offset more than 0 */
  end(offset: number): number {
    const part = this.#partAt(offset - 1);
    return this.#isVerbatim(part)
      ? (this.#from.at(part) ?? 0) + offset - (this.#starts.at(part) ?? 0)
      : (this.#to.at(part) ?? 0);
  }

  /** The offset in this text for an offset in the source; of the next part if that place of the source was left out. */
  placeOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#to.at(middle) ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const start = this.#starts.at(low) ?? this.#length;
    const from = this.#from.at(low) ?? 0;
    return offset > from && this.#isVerbatim(low) ? start + offset - from : start;
  }

  /** Whether something was added to the source, such as a line break, in a range of this text. */
  hasAddition(start: number, end: number): boolean {
    for (let part = this.#partAt(start); (this.#starts.at(part) ?? end) < end; part++) {
      if (this.#from.at(part) === this.#to.at(part)) return true;
    }
    return false;
  }

  #isVerbatim(part: number): boolean {
    const end = this.#starts.at(part + 1) ?? this.#length;
    return end - (this.#starts.at(part) ?? 0) === (this.#to.at(part) ?? 0) - (this.#from.at(part) ?? 0);
  }

  #partAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts.at(middle) ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
