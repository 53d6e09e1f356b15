/** Limits how many bytes of pages are parsed and searched at once. */

import type { Deadline } from '../async/deadline.ts';

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

/** Pages enter in the order in which they come. */
export class ByteBudget {
  readonly #most: number;
  #taken = 0;
  readonly #waiting: Waiting[] = [];

  /** @param most number of bytes at once. A larger page enters when no other is in */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Waits until there is room for a page. The clock of its deadline does not run meanwhile.
   * @returns a function that must be called when the page has been searched
   * @throws the reason of the deadline, if it is cancelled first
   */
  async take(bytes: number, deadline: Deadline): Promise<() => void> {
    if (this.#waiting.length || !this.#hasRoomFor(bytes)) await this.#turn(bytes, deadline);
    else this.#taken += bytes;
    return () => {
      this.#taken -= bytes;
      this.#admit();
    };
  }

  async #turn(bytes: number, deadline: Deadline): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = { bytes, enter: resolve };
    this.#waiting.push(waiting);
    const resume = deadline.pause();
    try {
      // A page may have come just before its time ended. Its clock does not run, so only its cancellation matters.
      await (deadline.expired ? promise : deadline.race(promise));
    } catch (reason) {
      const at = this.#waiting.indexOf(waiting);
      if (at >= 0) this.#waiting.splice(at, 1);
      else this.#taken -= bytes;
      this.#admit();
      throw reason;
    } finally {
      resume();
    }
  }

  #hasRoomFor(bytes: number): boolean {
    return this.#taken === 0 || this.#taken + bytes <= this.#most;
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#hasRoomFor(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#taken += next.bytes;
      next.enter();
    }
  }
}
