/** Passes chunks from an exchange, which pushes them, to the unpacking, which pulls them. */

import { ChunkList } from './chunkList.ts';
import { StageTooBigError } from './unpack.ts';

/** The exchange that the chunks come from. */
export interface Source {
  pause(): void;
  resume(): void;
}

/** The source is paused when more bytes than this are waiting. */
const MOST_WAITING = 64 * 1024;

export class ChunkQueue {
  readonly #source: Source;
  /** Limit for the total of bytes. */
  readonly #limit: number;
  readonly #chunks = new ChunkList();
  #waiting = 0;
  #length = 0;
  #end: { readonly error?: Error } | undefined;
  #isPaused = false;
  #wake = () => {};

  constructor(source: Source, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    if (this.#end) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    this.#waiting += chunk.length;
    if (this.#length > this.#limit) this.end(new StageTooBigError());
    else if (this.#waiting > MOST_WAITING && !this.#isPaused) {
      this.#isPaused = true;
      this.#source.pause();
    }
    this.#wake();
  }

  /** @param error thrown after the last chunk */
  end(error?: Error): void {
    this.#end ??= error ? { error } : {};
    this.#wake();
  }

  async *chunks(): AsyncGenerator<Buffer> {
    while (true) {
      for (const chunk of this.#chunks.take()) {
        this.#waiting -= chunk.length;
        yield chunk;
      }
      if (this.#chunks.length) continue;
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return;
      if (this.#isPaused) {
        this.#isPaused = false;
        this.#source.resume();
      }
      // `resume` may have pushed chunks synchronously.
      if (this.#chunks.length || this.#end) continue;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }
}
