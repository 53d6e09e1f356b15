/**
 * The queue between the engine and who reads its outcomes: batches, a bounded number of which are on their way. It is what
 * `queue.Queue(maxsize)` is to threads: who puts something in waits while it is full, and no lock is needed.
 */

import type { Outcome } from '../model/outcome.ts';

export type Batch = readonly (readonly [target: number, outcome: Outcome])[];

/** More batches than this mean that their reader is busy with something else; each is a tenth of a second long. */
export const MOST_UNREAD = 8;

/** A batch of more is a message that holds up its reader. */
const LARGEST_BATCH = 500;

export class Outbox {
  readonly #send: (batch: Batch) => void;
  readonly #mostUnread: number;
  #batch: [number, Outcome][] = [];
  #unread = 0;
  #room: PromiseWithResolvers<void> | undefined;
  #isOpen = false;

  /** @param mostUnread batches that may be sent without having been read */
  constructor(send: (batch: Batch) => void, mostUnread: number) {
    this.#send = send;
    this.#mostUnread = mostUnread;
  }

  /** @returns what to wait for before the next URL is taken, if there is no room for its outcome */
  add(target: number, outcome: Outcome): Promise<void> | undefined {
    this.#batch.push([target, outcome]);
    if (this.#batch.length >= LARGEST_BATCH) this.flush();
    if (this.#isOpen || this.#unread < this.#mostUnread) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /** A batch has been read. */
  read(): void {
    this.#unread--;
    if (this.#unread < this.#mostUnread) this.#makeRoom();
  }

  /** Nobody waits any more: the scan is stopped. */
  open(): void {
    this.#isOpen = true;
    this.#makeRoom();
  }

  /** Sends what there is. */
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
