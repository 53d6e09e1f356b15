/** A list of offsets in a text, in 4 bytes each. */

export class Offsets {
  #items = new Uint32Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(offset: number): void {
    if (this.#length === this.#items.length) {
      const more = new Uint32Array(2 * this.#length);
      more.set(this.#items);
      this.#items = more;
    }
    this.#items[this.#length++] = offset;
  }

  /** @returns `undefined` behind the end */
  at(index: number): number | undefined {
    return index < this.#length ? this.#items[index] : undefined;
  }

  replaceLast(offset: number): void {
    this.#items[this.#length - 1] = offset;
  }
}
