/**
 * A bounded queue of outcomes, in batches. The engine writes, its host reads. As with Python's `queue.Queue(maxsize)`, the
 * writer waits while the queue is full.
 */

import type { Outcome, Outcomes } from '../model/outcome.ts';

/** In batches, each of a tenth of a second. If more are unread, the reader is busy, and the scan has to wait. */
export const MOST_UNREAD = 8;

/** In outcomes. A larger batch would block the reader for too long. */
const LARGEST_BATCH = 500;

export class Outbox {
  readonly #send: (batch: Outcomes) => void;
  readonly #mostUnread: number;
  #batch: [number, Outcome][] = [];
  #unread = 0;
  #room: PromiseWithResolvers<void> | undefined;
  #isUnbounded = false;

  /** @param mostUnread maximum number of batches that are sent but not read */
  constructor(send: (batch: Outcomes) => void, mostUnread: number) {
    this.#send = send;
    this.#mostUnread = mostUnread;
  }

  /** @returns a promise to await before the next URL is taken; `undefined` if there is room */
  add(target: number, outcome: Outcome): Promise<void> | undefined {
    this.#batch.push([target, outcome]);
    if (this.#batch.length >= LARGEST_BATCH) this.flush();
    if (this.#isUnbounded || this.#unread < this.#mostUnread) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /** Must be called when a batch has been read. */
  read(): void {
    this.#unread--;
    if (this.#unread < this.#mostUnread) this.#makeRoom();
  }

  /** Removes the bound, because the scan is stopped: no writer waits from now on. */
  removeBound(): void {
    this.#isUnbounded = true;
    this.#makeRoom();
  }

  /** Sends the current batch unless it is empty. */
  flush(): void {
    if (!this.#batch.length) return;
    const batch = this.#batch;
    this.#batch = [];
    this.#unread++;
    this.#send(batch);
  }

  #makeRoom(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
