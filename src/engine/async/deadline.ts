/** One limit on the time of a URL, whatever it is waiting for. */

type Reason = 'cancelled' | 'skipped' | 'expired';

/** The deadlines of a scan, which are all over when it is cancelled. */
export class Deadlines {
  readonly #running = new Map<number, Deadline>();

  /** @param ms from now. {@link Deadline.end} must be called once the target has its outcome */
  start(target: number, ms: number): Deadline {
    const deadline = new Deadline(ms, () => this.#running.delete(target));
    this.#running.set(target, deadline);
    return deadline;
  }

  cancel(): void {
    for (const deadline of this.#running.values()) deadline.cancel();
  }

  /** The target is not waited for any more, if it is under way. */
  skip(target: number): void {
    this.#running.get(target)?.skip();
  }
}

/**
 * Ends everything that a URL waits for, when its time is over or its scan is cancelled. Aborting a request does not
 * settle it while it resolves a name or connects (undici#386), so what is awaited is raced against this. It is no
 * AbortSignal by itself, because each listener of one costs more than all else that a deadline does.
 */
export class Deadline {
  readonly #end: number;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<() => void>();
  readonly #onEnd: () => void;
  #reason: Reason | undefined;
  #controller: AbortController | undefined;

  /**
   * @param ms from now
   * @param onEnd called by {@link end}
   */
  constructor(ms: number, onEnd: () => void = () => {}) {
    this.#onEnd = onEnd;
    this.#end = performance.now() + ms;
    this.#timer = setTimeout(() => this.#stop('expired'), ms);
  }

  /** Why it is over; `undefined` while it is not. */
  get reason(): Reason | undefined {
    return this.#reason;
  }

  /** Whether a person did not want to wait any more, for the scan or for this URL. */
  get cancelled(): boolean {
    return this.#reason === 'cancelled' || this.skipped;
  }

  get skipped(): boolean {
    return this.#reason === 'skipped';
  }

  get expired(): boolean {
    return this.#reason === 'expired';
  }

  /** In ms. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** For those who understand nothing else. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      this.#controller = controller;
      this.onOver(() => controller.abort(this.#reason));
    }
    return this.#controller.signal;
  }

  /**
   * Calls the listener once when the deadline is over, or at once when it is already.
   * @returns what takes the listener off
   */
  onOver(listener: () => void): () => void {
    if (this.#reason) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Settles as the promise does, or rejects as soon as the deadline is over. A promise that is settled by then wins, also
   * when it was who settles it that was told of the end.
   */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let off = () => {};
      promise.then(
        value => {
          off();
          resolve(value);
        },
        error => {
          off();
          reject(error);
        },
      );
      off = this.onOver(() => queueMicrotask(() => reject(this.#reason)));
    });
  }

  cancel(): void {
    this.#stop('cancelled');
  }

  skip(): void {
    this.#stop('skipped');
  }

  /** Must be called once the URL has its outcome, so that no timer is left behind. */
  end(): void {
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
