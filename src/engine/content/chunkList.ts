/** Collects chunks in memory that is in proportion to their bytes, however many chunks there are. */

/**
 * Size of the blocks that small chunks are copied into, in bytes. A chunk is an object of about 100 bytes, and keeps all
 * the memory alive that it is a part of: 64 KiB of a socket, or 16 KiB of a decoder.
 */
const BLOCK = 16 * 1024;

/** Chunks of at least this many bytes are kept as they are if they fill at least half of their memory. */
const LARGE = 4 * 1024;

export class ChunkList {
  #chunks: Buffer[] = [];
  /** The last chunk, if it is a block that further chunks can be appended to. */
  #block: Buffer | undefined;
  /** Number of bytes in {@link #block}. */
  #used = 0;
  #length = 0;

  /** Number of bytes. */
  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    const { length } = chunk;
    if (!length) return;
    this.#length += length;
    if (this.#block && this.#used + length <= this.#block.length) {
      this.#used += chunk.copy(this.#block, this.#used);
      return;
    }
    this.#closeBlock();
    // The first chunk is kept without a copy: most bodies are one chunk.
    const isAlone = length >= LARGE || !this.#chunks.length;
    if (isAlone && 2 * length >= chunk.buffer.byteLength) this.#chunks.push(chunk);
    else if (length >= BLOCK) this.#chunks.push(copyOf(chunk));
    else {
      this.#block = Buffer.allocUnsafeSlow(BLOCK);
      this.#used = chunk.copy(this.#block);
    }
  }

  /** Removes all chunks from the list. @returns them, in their order; none is empty */
  take(): Buffer[] {
    this.#closeBlock();
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#length = 0;
    return chunks;
  }

  /** Removes all chunks from the list. @returns their bytes in one buffer */
  join(): Buffer {
    const length = this.#length;
    const chunks = this.take();
    const [only] = chunks;
    return only && chunks.length === 1 ? only : Buffer.concat(chunks, length);
  }

  #closeBlock(): void {
    if (!this.#block) return;
    const bytes = this.#block.subarray(0, this.#used);
    // A block that is hardly used, as of a small page, is exchanged for one of its size.
    this.#chunks.push(2 * bytes.length >= BLOCK ? bytes : copyOf(bytes));
    this.#block = undefined;
    this.#used = 0;
  }
}

/** A copy that has memory of its own. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
