/** The time limit of a URL. One limit covers everything that is done for the URL. */

import { runInTimeSlices } from './timeSlices.ts';

type Reason = 'cancelled' | 'skipped' | 'expired';

/** The deadlines of the URLs of a scan. Cancelling the scan ends all of them. */
export class Deadlines {
  readonly #running = new Map<number, Deadline>();
  readonly #onWork: (target: number | undefined) => void;

  /** @param onWork called when {@link Deadline.work} of a target begins, and with `undefined` when it ends */
  constructor(onWork: (target: number | undefined) => void = () => {}) {
    this.#onWork = onWork;
  }

  /**
   * Starts the deadline of a target. The caller must call {@link Deadline.end} when the target has its outcome.
   * @param ms from now
   */
  start(target: number, ms: number): Deadline {
    const deadline = new Deadline(
      ms,
      () => this.#running.delete(target),
      isWorking => this.#onWork(isWorking ? target : undefined),
    );
    this.#running.set(target, deadline);
    return deadline;
  }

  cancel(): void {
    for (const deadline of this.#running.values()) deadline.cancel();
  }

  /** Ends the deadline of one target. @returns whether the target is under way; if not, nothing happens */
  skip(target: number): boolean {
    const deadline = this.#running.get(target);
    deadline?.skip();
    return deadline !== undefined;
  }
}

/**
 * The time limit of one URL. It is over when its time has passed, or when the scan or this URL is cancelled.
 *
 * Aborting an undici request does not settle it while a name is resolved or a connection is made (undici#386). So every
 * promise that a URL waits for goes through {@link race}. A deadline is not an AbortSignal itself: one listener of a
 * signal costs more than everything else that a deadline does.
 */
export class Deadline {
  #end: number;
  #timer: NodeJS.Timeout;
  /** Time that was left when the clock was stopped, in ms; `undefined` while it runs. */
  #leftAtPause: number | undefined;
  #paused = 0;
  readonly #listeners = new Set<() => void>();
  readonly #onEnd: () => void;
  readonly #onWork: (isWorking: boolean) => void;
  #reason: Reason | undefined;
  #isEnded = false;
  #controller: AbortController | undefined;

  /**
   * @param ms from now
   * @param onEnd is called by {@link end}
   * @param onWork is called by {@link work}
   */
  constructor(ms: number, onEnd: () => void = () => {}, onWork: (isWorking: boolean) => void = () => {}) {
    this.#onEnd = onEnd;
    this.#onWork = onWork;
    this.#end = performance.now() + ms;
    this.#timer = setTimeout(() => this.#stop('expired'), ms);
  }

  /** Why the deadline is over; `undefined` before that. */
  get reason(): Reason | undefined {
    return this.#reason;
  }

  /** Whether a person stopped the scan or skipped this URL. */
  get cancelled(): boolean {
    return this.#reason === 'cancelled' || this.skipped;
  }

  get skipped(): boolean {
    return this.#reason === 'skipped';
  }

  get expired(): boolean {
    return this.#reason === 'expired';
  }

  /** Time left, in ms; never negative. */
  get left(): number {
    return this.#leftAtPause ?? Math.max(0, this.#end - performance.now());
  }

  /** Time for which the clock stood still in its pauses so far, in ms. */
  get paused(): number {
    return this.#paused;
  }

  /**
   * Stops the clock, because the URL waits only for other URLs of the scan. It can still be cancelled. Must not be called
   * again before the clock runs.
   * @returns a function that starts the clock again; only its first call counts
   */
  pause(): () => void {
    const left = this.left;
    const since = performance.now();
    this.#leftAtPause = left;
    clearTimeout(this.#timer);
    return () => {
      if (this.#leftAtPause === undefined) return;
      const now = performance.now();
      this.#leftAtPause = undefined;
      this.#paused += now - since;
      this.#end = now + left;
      if (!this.#reason && !this.#isEnded) this.#timer = setTimeout(() => this.#stop('expired'), left);
    };
  }

  /** Is aborted when the deadline is over. For APIs that only take a signal; {@link onOver} is cheaper. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      this.#controller = controller;
      this.onOver(() => controller.abort(this.#reason));
    }
    return this.#controller.signal;
  }

  /**
   * Calls the listener once: when the deadline is over, or immediately if it already is.
   * @returns a function that removes the listener
   */
  onOver(listener: () => void): () => void {
    if (this.#reason) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Settles as the promise does, or rejects with the {@link reason} when the deadline is over first. If both happen in
   * the same turn of the event loop, the promise wins, even if a listener of this deadline settles it.
   */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let removeListener = () => {};
      promise.then(
        value => {
          removeListener();
          resolve(value);
        },
        error => {
          removeListener();
          reject(error);
        },
      );
      removeListener = this.onOver(() => queueMicrotask(() => reject(this.#reason)));
    });
  }

  /**
   * Runs work for the URL that occupies the thread. No timer can end it, not even that of this deadline. So it is told to
   * those who can (see `process/watchdog.ts`). Of an asynchronous function, only the part before its first `await` counts.
   * The function must not call this method again: the end of the inner work would count as the end of all.
   */
  work<Result>(run: () => Result): Result {
    this.#onWork(true);
    try {
      return run();
    } finally {
      this.#onWork(false);
    }
  }

  /** Like {@link work}, for long work. The thread handles other events between its slices. */
  workInSlices<Result>(steps: Generator<void, Result>): Promise<Result> {
    return runInTimeSlices(steps, slice => this.work(slice));
  }

  cancel(): void {
    this.#stop('cancelled');
  }

  skip(): void {
    this.#stop('skipped');
  }

  /** Clears the timer. Must be called when the URL has its outcome. */
  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#onEnd();
  }

  #stop(reason: Reason): void {
    if (this.#reason) return;
    this.#reason = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}
