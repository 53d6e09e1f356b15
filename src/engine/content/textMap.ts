/** A text that was made from a source text, with the position in the source for each of its parts. */

import type { Replacement } from '../wording/replacement.ts';

export class TextMap {
  readonly #parts: string[] = [];
  /** Offset of each part in this text. */
  readonly #starts: number[] = [];
  /** Offsets of the start and the end of each part in the source. */
  readonly #from: number[] = [];
  readonly #to: number[] = [];
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
    if (last >= 0 && isVerbatim && this.#to[last] === from && this.#isVerbatim(last)) {
      this.#to[last] = to;
    } else {
      this.#starts.push(this.#length);
      this.#from.push(from);
      this.#to.push(to);
    }
    this.#parts.push(text);
    this.#length += text.length;
  }

  get length(): number {
    return this.#length;
  }

  get text(): string {
    this.#text ??= this.#parts.join('');
    return this.#text;
  }

  /** The offset in the source for the start of a range in this text. */
  start(offset: number): number {
    const part = this.#partAt(offset);
    const from = this.#from[part] ?? 0;
    return this.#isVerbatim(part) ? from + offset - (this.#starts[part] ?? 0) : from;
  }

  /** The offset in the source for the end of a range in this text. @param offset more than 0 */
  end(offset: number): number {
    const part = this.#partAt(offset - 1);
    return this.#isVerbatim(part)
      ? (this.#from[part] ?? 0) + offset - (this.#starts[part] ?? 0)
      : (this.#to[part] ?? 0);
  }

  /** The offset in this text for an offset in the source; of the next part if that place of the source was left out. */
  placeOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#to[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const start = this.#starts[low] ?? this.#length;
    const from = this.#from[low] ?? 0;
    return offset > from && this.#isVerbatim(low) ? start + offset - from : start;
  }

  /** Whether something was added to the source, such as a line break, in a range of this text. */
  hasAddition(start: number, end: number): boolean {
    for (let part = this.#partAt(start); (this.#starts[part] ?? end) < end; part++) {
      if (this.#from[part] === this.#to[part]) return true;
    }
    return false;
  }

  #isVerbatim(part: number): boolean {
    const end = this.#starts[part + 1] ?? this.#length;
    return end - (this.#starts[part] ?? 0) === (this.#to[part] ?? 0) - (this.#from[part] ?? 0);
  }

  #partAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
