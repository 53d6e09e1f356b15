/** The largest numbers of requests that were open (arrived and not yet answered or dropped) at the same time. */
export interface MaxOpen {
  /** Over all hosts together. */
  total: number;
  /** On any one host. */
  perHost: number;
}

interface Waiter {
  count: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** The requests to a test server, and how many of them were open at the same time. */
export class RequestLog<Entry> {
  /** Every request, in the order they arrived. */
  readonly entries: Entry[] = [];
  readonly maxOpen: MaxOpen = { total: 0, perHost: 0 };
  #open = 0;
  readonly #openByHost = new Map<string, number>();
  #waiters: Waiter[] = [];
  #ended = false;

  /**
   * Notes a request that has arrived at `host`.
   * @returns the function to call once, when that request is over, however it ended
   */
  arrive(host: string, entry: Entry): () => void {
    this.entries.push(entry);
    this.#count(host, +1);
    this.maxOpen.total = Math.max(this.maxOpen.total, this.#open);
    this.maxOpen.perHost = Math.max(this.maxOpen.perHost, this.#openByHost.get(host) ?? 0);

    const arrived = this.entries.length;
    for (const waiter of this.#waiters) if (waiter.count <= arrived) waiter.resolve();
    this.#waiters = this.#waiters.filter(waiter => waiter.count > arrived);
    return () => this.#count(host, -1);
  }

  /**
   * Resolves when `count` requests have arrived since the start.
   * @throws when the server is closed before that
   */
  waitFor(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.entries.length >= count) resolve();
      else if (this.#ended) reject(this.#tooFew(count));
      else this.#waiters.push({ count, resolve, reject });
    });
  }

  /** Rejects all waiting promises, because no more requests will arrive. */
  end(): void {
    this.#ended = true;
    for (const waiter of this.#waiters) waiter.reject(this.#tooFew(waiter.count));
    this.#waiters = [];
  }

  #count(host: string, change: number): void {
    this.#open += change;
    this.#openByHost.set(host, (this.#openByHost.get(host) ?? 0) + change);
  }

  #tooFew(count: number): Error {
    return new Error(`The server closed after ${this.entries.length} of ${count} requests`);
  }
}
