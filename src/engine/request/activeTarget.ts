/** A target that is being scanned: its deadline, its timings and facts so far, and its pauses. */

import { setTimeout } from 'node:timers/promises';
import type { Deadline } from '../async/deadline.ts';
import type { Facts } from '../model/outcome.ts';
import { type Wait, waitUntil } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface WaitListener {
  /** Called when a target starts to wait for its next try, and with `null` when the wait is over. */
  readonly onWait?: (target: number, wait: Wait | null) => void;
}

export class ActiveTarget {
  readonly id: number;
  /** The URL in the list. The URL after redirects is one of the facts. */
  readonly url: string;
  /** Whether the list does not say how to ask the host, so that the scheme of the URL is assumed. */
  readonly isSchemeAssumed: boolean;
  /** What is looked for in the page, beside the term. */
  readonly fragments: readonly string[];
  readonly deadline: Deadline;
  readonly stopwatch: Stopwatch;
  readonly #listener: WaitListener;
  readonly #started = performance.now();
  readonly #pausedBefore: number;
  readonly #facts: Facts;
  /** Whether a hold was told, and its end was not. */
  #isHeld = false;

  constructor(
    [id, url, isSchemeAssumed = false, fragments = []]: Target,
    deadline: Deadline,
    stopwatch: Stopwatch,
    listener: WaitListener,
  ) {
    this.id = id;
    this.url = url;
    this.isSchemeAssumed = isSchemeAssumed;
    this.fragments = fragments;
    this.deadline = deadline;
    this.#pausedBefore = deadline.paused;
    this.stopwatch = stopwatch;
    this.#listener = listener;
    this.#facts = { bytes: 0, finalUrl: url, ms: 0 };
  }

  /** The facts so far, with the timings up to now. */
  factsNow(): Facts {
    const timings = this.stopwatch.end();
    // What does not count for the time limit does not count here either.
    const paused = this.deadline.paused - this.#pausedBefore;
    const ms = Math.round(performance.now() - this.#started - paused);
    return { ...this.#facts, ms, ...(timings.length ? { timings } : {}) };
  }

  /** The note among the facts so far. */
  get note(): string | undefined {
    return this.#facts.note;
  }

  /** Adds facts. The outcome contains them even if the target fails later. */
  learn(facts: Partial<Facts>): void {
    Object.assign(this.#facts, facts);
  }

  /**
   * Waits before the next try. Calls the listener at the beginning and at the end of the wait.
   * @param ms from now
   * @param status of the response that is the reason for the next try
   * @throws {Error} an AbortError if the deadline ends first
   */
  async pause(ms: number, status: number | undefined): Promise<void> {
    const { deadline, id, stopwatch } = this;
    stopwatch.begin('wait');
    const until = stopwatch.now + Math.round(ms);
    this.#listener.onWait?.(id, waitUntil(until, status));
    await setTimeout(ms, undefined, { signal: deadline.signal });
    this.#listener.onWait?.(id, null);
  }

  /** For the page at this URL, which the page of this target shows in a frame. It has facts of its own. */
  frame(url: string): ActiveTarget {
    return new ActiveTarget([this.id, url], this.deadline, this.stopwatch, this.#listener);
  }

  /** Adds what the request of a frame has cost. */
  addFrame(frame: ActiveTarget): void {
    this.learn({ bytes: this.#facts.bytes + frame.#facts.bytes });
  }

  /** Tells the listener how long the host of its next request has to be left alone. @param ms 0 if it need not wait any more */
  tellHold(ms: number, status?: number): void {
    // The end of a hold that nobody was told of is no news. The parent of a process per URL tells of the holds itself.
    if (!ms && !this.#isHeld) return;
    this.#isHeld = ms > 0;
    const wait = ms ? waitUntil(this.stopwatch.now + Math.round(ms), status) : null;
    this.#listener.onWait?.(this.id, wait);
  }

  /**
   * Waits for the turn at the host of the next request. Meanwhile the clock of the deadline stands still, as it does for
   * lines that have not begun.
   * @throws the reason of the deadline if it ends first
   */
  async queueFor(turn: Promise<void>): Promise<void> {
    const { deadline, stopwatch } = this;
    stopwatch.begin('queue');
    const resume = deadline.pause();
    try {
      await deadline.race(turn);
    } finally {
      resume();
    }
    if (deadline.reason) throw deadline.reason;
  }
}
