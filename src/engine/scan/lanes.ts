/**
 * The lanes of a scan: each runs one target at a time. A target that waits for its turn at another host gives its lane
 * back, so that targets of other hosts can go on. It gets a lane again when its turn has come.
 */

import pMap from 'p-map';
import { idLimit, type Target } from '../model/target.ts';
import type { PoliteQueue } from './politeQueue.ts';

/** Settles the promise that a lane waits for. */
interface Lane {
  readonly leave: () => void;
  readonly fail: (error: unknown) => void;
}

export class Lanes {
  readonly #queue: PoliteQueue;
  readonly #work: (target: Target) => Promise<void>;
  /** Whether the work of a target has begun, by id. */
  readonly #begun: Uint8Array;
  /** The lanes of targets under way, by id. */
  readonly #lanes = new Map<number, Lane>();
  /** Continue the targets that wait for their turn, by id. */
  readonly #waiting = new Map<number, () => void>();

  /**
   * @param targets those of the queue
   * @param work is called once for each target. It must release the target in the queue
   */
  constructor(queue: PoliteQueue, targets: readonly Target[], work: (target: Target) => Promise<void>) {
    this.#queue = queue;
    this.#work = work;
    this.#begun = new Uint8Array(idLimit(targets));
  }

  /** Settles when all targets are done. Must be called once. @param concurrency number of lanes */
  async run(concurrency: number): Promise<void> {
    await pMap(this.#queue, target => this.#occupy(target), { concurrency });
  }

  /**
   * Moves a target under way to the host that it asks next.
   * @returns `undefined` if it has its turn there now. If not, it has given its lane back, and the promise settles when
   *   its turn has come
   */
  move(target: Target, url: string): Promise<void> | undefined {
    if (this.#queue.move(target, url)) return undefined;
    const [id] = target;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(id, resolve);
    this.#lanes.get(id)?.leave();
    return promise;
  }

  /** Settles when the target is done, or gives its lane back. */
  #occupy(target: Target): Promise<void> {
    const [id] = target;
    return new Promise((leave, fail) => {
      // A target that was cancelled while it waited may have ended already. It needs no lane.
      if (this.#begun[id] && !this.#waiting.has(id)) return leave();
      this.#lanes.set(id, { leave, fail });
      if (this.#begun[id]) return this.#continue(id);
      this.#begun[id] = 1;
      this.#work(target).then(
        () => this.#end(id)?.leave(),
        error => this.#end(id)?.fail(error),
      );
    });
  }

  #continue(id: number): void {
    const resume = this.#waiting.get(id);
    this.#waiting.delete(id);
    resume?.();
  }

  #end(id: number): Lane | undefined {
    const lane = this.#lanes.get(id);
    this.#lanes.delete(id);
    this.#waiting.delete(id);
    return lane;
  }
}
