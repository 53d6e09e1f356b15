/** A target under way: how long it may take, what its time goes into, and what is known of it so far. */

import { setTimeout } from 'node:timers/promises';
import type { Deadline } from '../async/deadline.ts';
import type { Facts } from '../model/outcome.ts';
import type { Wait } from '../model/progress.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface WaitListener {
  /** A target under way waits for its next try, or does so no more. */
  readonly onWait?: (target: number, wait: Wait | null) => void;
}

export class ActiveTarget {
  readonly id: number;
  /** As the list has it; where redirects lead to is a fact. */
  readonly url: string;
  readonly deadline: Deadline;
  readonly stopwatch: Stopwatch;
  readonly #listener: WaitListener;
  readonly #started = performance.now();
  readonly #facts: Facts;

  constructor(id: number, url: string, deadline: Deadline, stopwatch: Stopwatch, listener: WaitListener) {
    this.id = id;
    this.url = url;
    this.deadline = deadline;
    this.stopwatch = stopwatch;
    this.#listener = listener;
    this.#facts = { bytes: 0, finalUrl: url, ms: 0 };
  }

  /** What is known of it by now, with its time so far. */
  factsNow(): Facts {
    const timings = this.stopwatch.end();
    const ms = Math.round(performance.now() - this.#started);
    return { ...this.#facts, ms, ...(timings.length ? { timings } : {}) };
  }

  /** The sentence on what was odd about its page, if there is one so far. */
  get note(): string | undefined {
    return this.#facts.note;
  }

  /** Notes what becomes known; also of a target that fails later on. */
  learn(facts: Partial<Facts>): void {
    Object.assign(this.#facts, facts);
  }

  /**
   * Waits before the next try, and tells so.
   * @param status of the answer that it is tried again for
   * @throws {Error} an AbortError when the deadline is over
   */
  async pause(ms: number, status: number | undefined): Promise<void> {
    const { deadline, id, stopwatch } = this;
    stopwatch.begin('wait');
    const until = stopwatch.now + Math.round(ms);
    this.#listener.onWait?.(id, { until, ...(status === undefined ? {} : { status }) });
    await setTimeout(ms, undefined, { signal: deadline.signal });
    this.#listener.onWait?.(id, null);
  }
}
