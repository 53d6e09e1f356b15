/** Reads a stream of chunks as bytes: peeks, takes a number of bytes, puts bytes back. */

const NO_BYTES = Buffer.alloc(0);

export class ByteInput {
  readonly #source: AsyncIterator<Buffer, unknown>;
  /** Bytes that were peeked or put back. */
  #ahead: Buffer = NO_BYTES;
  #isEnded = false;
  /** An error that occurred while peeking. It is thrown after the bytes before it are taken. */
  #error: { readonly reason: unknown } | undefined;

  constructor(source: AsyncIterator<Buffer, unknown>) {
    this.#source = source;
  }

  /** The next bytes, which stay in the input. Fewer than `count` at the end. */
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

  /** Takes bytes. Fewer than `count` at the end. @throws the error of the source, if it ends with one */
  async take(count: number): Promise<Buffer> {
    const bytes = await this.peek(count);
    if (bytes.length < count && this.#error) throw this.#error.reason;
    this.#ahead = this.#ahead.subarray(bytes.length);
    return bytes;
  }

  /** Skips bytes. @returns whether there were that many @throws the error of the source, if it ends with one */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0; ) {
      const chunk = await this.next();
      if (!chunk) return false;
      if (chunk.length > left) this.unread(chunk.subarray(left));
      left -= chunk.length;
    }
    return true;
  }

  /** Skips bytes up to and with the first one of this value. @returns whether there is one @throws like {@link skip} */
  async skipPast(value: number): Promise<boolean> {
    for (let chunk = await this.next(); chunk; chunk = await this.next()) {
      const at = chunk.indexOf(value);
      if (at < 0) continue;
      if (at + 1 < chunk.length) this.unread(chunk.subarray(at + 1));
      return true;
    }
    return false;
  }

  /** The next chunk, never empty; `undefined` at the end. @throws the error of the source, if it ends with one */
  async next(): Promise<Buffer | undefined> {
    if (!this.#ahead.length) return this.#pull();
    const chunk = this.#ahead;
    this.#ahead = NO_BYTES;
    return chunk;
  }

  /** Puts bytes back in front of the input. */
  unread(bytes: Buffer): void {
    this.#ahead = this.#ahead.length ? Buffer.concat([bytes, this.#ahead]) : bytes;
  }

  /** Ends the input, and tells the source to end. */
  async cancel(): Promise<void> {
    this.#isEnded = true;
    this.#ahead = NO_BYTES;
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
