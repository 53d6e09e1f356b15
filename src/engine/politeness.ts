/** Takes turns between hosts, so that no host is asked for too much at once and none waits for a slow one. */

/**
 * Hands out URLs to as many takers as there are. A URL is only handed out while fewer than the limit of its host are
 * out, and hosts take turns, so that a host with many URLs does not keep the lanes from all others.
 */
export class PoliteQueue implements AsyncIterableIterator<number> {
  readonly #limit: number;
  /** Hosts with URLs to hand out whose limit is not reached, in the order of their turns. */
  readonly #ready: Host[] = [];
  readonly #hostOf: Host[];
  readonly #takers: ((result: IteratorResult<number>) => void)[] = [];
  #left: number;

  /**
   * @param urls handed out by their index
   * @param limit URLs of one host (name and port) that are out at once
   */
  constructor(urls: readonly string[], limit: number) {
    this.#limit = limit;
    const hosts = new Map<string, Host>();
    this.#hostOf = urls.map((url, index) => {
      const name = new URL(url).host;
      let host = hosts.get(name);
      if (!host) {
        host = { waiting: [], next: 0, out: 0, isReady: true };
        hosts.set(name, host);
        this.#ready.push(host);
      }
      host.waiting.push(index);
      return host;
    });
    this.#left = urls.length;
  }

  next(): Promise<IteratorResult<number>> {
    return new Promise(resolve => {
      this.#takers.push(resolve);
      this.#serve();
    });
  }

  /** To be called when a URL that was handed out has its outcome. */
  release(index: number): void {
    const host = this.#hostOf[index];
    if (!host) return;
    host.out--;
    this.#queue(host);
    this.#serve();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #queue(host: Host): void {
    if (host.isReady || host.next >= host.waiting.length || host.out >= this.#limit) return;
    host.isReady = true;
    this.#ready.push(host);
  }

  #serve(): void {
    while (this.#takers.length) {
      if (this.#left === 0) {
        for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
        return;
      }
      const host = this.#ready.shift();
      if (!host) return;
      host.isReady = false;
      const index = host.waiting[host.next++] as number;
      host.out++;
      this.#left--;
      this.#queue(host);
      this.#takers.shift()?.({ done: false, value: index });
    }
  }
}

interface Host {
  /** Indexes of its URLs, of which those before `next` were handed out. */
  readonly waiting: number[];
  next: number;
  out: number;
  isReady: boolean;
}
