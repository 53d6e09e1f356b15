/** One limit on the time of a URL, whatever it is waiting for. */

/**
 * Ends everything that a URL waits for, when its time is over or its scan is cancelled. Aborting a request does not
 * settle it while it resolves a name or connects (undici#386), so what is awaited is raced against this.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timer: NodeJS.Timeout;
  readonly #scan: AbortSignal;
  readonly #over: Promise<never>;
  readonly #onCancel = () => this.#controller.abort('cancelled');

  /**
   * @param ms from now
   * @param scan aborted when the whole scan is cancelled
   */
  constructor(ms: number, scan: AbortSignal) {
    this.#scan = scan;
    this.#end = performance.now() + ms;
    this.#timer = setTimeout(() => this.#controller.abort('expired'), ms);
    this.#over = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason), { once: true });
    });
    this.#over.catch(() => {});
    if (scan.aborted) this.#onCancel();
    else scan.addEventListener('abort', this.#onCancel);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get cancelled(): boolean {
    return this.signal.reason === 'cancelled';
  }

  get expired(): boolean {
    return this.signal.reason === 'expired';
  }

  /** In ms. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** Settles as the promise does, or rejects as soon as the deadline is over. */
  async race<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#over]);
  }

  /** Must be called once the URL has its outcome, so that neither timer nor listener is left behind. */
  end(): void {
    clearTimeout(this.#timer);
    this.#scan.removeEventListener('abort', this.#onCancel);
  }
}
