/** Reads a stream of chunks as bytes: looks ahead, takes so many, puts back. */

const NOTHING = Buffer.alloc(0);

export class ByteInput {
  readonly #source: AsyncIterator<Buffer, unknown>;
  /** What was looked at or put back. */
  #ahead: Buffer = NOTHING;
  #isEnded = false;
  /** Met while looking ahead, and thrown when the reading gets there. */
  #error: { readonly reason: unknown } | undefined;

  constructor(source: AsyncIterator<Buffer, unknown>) {
    this.#source = source;
  }

  /** The next bytes without taking them; fewer than wanted at the end. */
  async peek(count: number): Promise<Buffer> {
    while (this.#ahead.length < count) {
      let more: Buffer | undefined;
      try {
        more = await this.#pull();
      } catch (reason) {
        this.#error = { reason };
      }
      if (!more) break;
      this.#ahead = this.#ahead.length ? Buffer.concat([this.#ahead, more]) : more;
    }
    return this.#ahead.subarray(0, count);
  }

  /** Takes bytes; fewer than wanted at the end. @throws what the source throws there */
  async take(count: number): Promise<Buffer> {
    const bytes = await this.peek(count);
    if (bytes.length < count && this.#error) throw this.#error.reason;
    this.#ahead = this.#ahead.subarray(bytes.length);
    return bytes;
  }

  /** Passes over bytes without keeping them. @returns whether there were so many @throws what the source throws there */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0; ) {
      const chunk = await this.next();
      if (!chunk) return false;
      if (chunk.length > left) this.unread(chunk.subarray(left));
      left -= chunk.length;
    }
    return true;
  }

  /** The next chunk, of any size but not empty; `undefined` at the end. @throws what the source throws there */
  async next(): Promise<Buffer | undefined> {
    if (!this.#ahead.length) return this.#pull();
    const chunk = this.#ahead;
    this.#ahead = NOTHING;
    return chunk;
  }

  unread(bytes: Buffer): void {
    this.#ahead = this.#ahead.length ? Buffer.concat([bytes, this.#ahead]) : bytes;
  }

  /** Nothing more is wanted. */
  async cancel(): Promise<void> {
    this.#isEnded = true;
    this.#ahead = NOTHING;
    await this.#source.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk;
    } finally {
      await this.cancel();
    }
  }

  async #pull(): Promise<Buffer | undefined> {
    if (this.#error) throw this.#error.reason;
    while (!this.#isEnded) {
      const result = await this.#source.next();
      if (result.done) this.#isEnded = true;
      else if (result.value.length) return result.value;
    }
    return undefined;
  }
}
