/** The time limit of a URL. One limit covers everything that is done for the URL. */

type Reason = 'cancelled' | 'skipped' | 'expired';

/** The deadlines of the URLs of a scan. Cancelling the scan ends all of them. */
export class Deadlines {
  readonly #running = new Map<number, Deadline>();

  /**
   * Starts the deadline of a target. The caller must call {@link Deadline.end} when the target has its outcome.
   * @param ms from now
   */
  start(target: number, ms: number): Deadline {
    const deadline = new Deadline(ms, () => this.#running.delete(target));
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
  readonly #listeners = new Set<() => void>();
  readonly #onEnd: () => void;
  #reason: Reason | undefined;
  #isEnded = false;
  #controller: AbortController | undefined;

  /**
   * @param ms from now
   * @param onEnd is called by {@link end}
   */
  constructor(ms: number, onEnd: () => void = () => {}) {
    this.#onEnd = onEnd;
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

  /**
   * Stops the clock, because the URL waits only for other URLs of the scan. It can still be cancelled. Must not be called
   * again before the clock runs.
   * @returns a function that starts the clock again; only its first call counts
   */
  pause(): () => void {
    const left = this.left;
    this.#leftAtPause = left;
    clearTimeout(this.#timer);
    return () => {
      if (this.#leftAtPause === undefined) return;
      this.#leftAtPause = undefined;
      this.#end = performance.now() + left;
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
