/** Hosts whose turn it is to give out a target, in the order in which they became ready. */

import type { Host } from '../hosts/host.ts';

export class ReadyHosts {
  /**
   * Hosts before index `#next` had their turn. They stay in the array, because `shift()` would move all others each
   * time, which takes 20 s for 100,000 hosts.
   */
  readonly #hosts: Host[] = [];
  readonly #known = new Set<Host>();
  #next = 0;

  /** Has no effect if the host is there already. */
  add(host: Host): void {
    if (this.#known.has(host)) return;
    this.#known.add(host);
    this.#hosts.push(host);
  }

  /** Removes the host that waits longest. @returns `undefined` if there is none */
  take(): Host | undefined {
    const host = this.#hosts[this.#next];
    if (!host) {
      this.clear();
      return undefined;
    }
    this.#next++;
    this.#known.delete(host);
    return host;
  }

  clear(): void {
    this.#hosts.length = this.#next = 0;
    this.#known.clear();
  }
}
