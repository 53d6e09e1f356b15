/** A text that was made from another one, part by part, and where in that one each of its parts comes from. */

export class TextMap {
  readonly #parts: string[] = [];
  /** For each part: where it starts here, and where it starts and ends in the source. */
  readonly #starts: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  #length = 0;
  #text: string | undefined;

  /** @param text as it stands in the source from here to there, or what stands for that part of it */
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

  /** Where in the source it starts what starts here at this offset. */
  start(offset: number): number {
    const part = this.#partAt(offset);
    const from = this.#from[part] ?? 0;
    return this.#isVerbatim(part) ? from + offset - (this.#starts[part] ?? 0) : from;
  }

  /** Where in the source it ends what ends here at this offset, which is not 0. */
  end(offset: number): number {
    const part = this.#partAt(offset - 1);
    return this.#isVerbatim(part)
      ? (this.#from[part] ?? 0) + offset - (this.#starts[part] ?? 0)
      : (this.#to[part] ?? 0);
  }

  /** Where here it starts what comes from this offset of the source, or the first that comes from behind it. */
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
