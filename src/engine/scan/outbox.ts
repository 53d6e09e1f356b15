/**
 * A bounded queue of outcomes, in batches, between the engine and their reader. As with Python's `queue.Queue(maxsize)`,
 * the writer waits while it is full.
 */

import type { Outcome } from '../model/outcome.ts';

export type Batch = readonly (readonly [target: number, outcome: Outcome])[];

/** In batches, each of a tenth of a second. With more of them unread, the reader is busy with something else. */
export const MOST_UNREAD = 8;

/** In outcomes. A larger batch would block its reader. */
const LARGEST_BATCH = 500;

export class Outbox {
  readonly #send: (batch: Batch) => void;
  readonly #mostUnread: number;
  #batch: [number, Outcome][] = [];
  #unread = 0;
  #room: PromiseWithResolvers<void> | undefined;
  #isOpen = false;

  /** @param mostUnread batches that may be sent and not yet read */
  constructor(send: (batch: Batch) => void, mostUnread: number) {
    this.#send = send;
    this.#mostUnread = mostUnread;
  }

  /** @returns what to wait for before the next URL is taken; `undefined` while there is room */
  add(target: number, outcome: Outcome): Promise<void> | undefined {
    this.#batch.push([target, outcome]);
    if (this.#batch.length >= LARGEST_BATCH) this.flush();
    if (this.#isOpen || this.#unread < this.#mostUnread) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /** To be called when a batch has been read. */
  read(): void {
    this.#unread--;
    if (this.#unread < this.#mostUnread) this.#makeRoom();
  }

  /** Lets all go on, and never has anyone wait again: the scan is stopped. */
  open(): void {
    this.#isOpen = true;
    this.#makeRoom();
  }

  /** Sends the current batch, if it is not empty. */
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
