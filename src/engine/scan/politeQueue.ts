/** The queue of a scan. It enforces the limit and the pauses of each host, and alternates between hosts. */

import type { Host } from '../hosts/host.ts';
import type { Hosts } from '../hosts/hosts.ts';
import type { Target } from '../model/target.ts';
import { hostOf } from '../url/urlParts.ts';

/**
 * Maximum number of targets that the queue gives out in one turn of the event loop. With more, responses wait until all
 * requests are written, which makes scans 10 % slower.
 */
const MOST_A_TURN = 8;

/**
 * Gives targets to any number of consumers. It gives out a target only if the limit of its host is not reached. Hosts
 * take turns, so that a host with many targets does not delay the other hosts.
 */
export class PoliteQueue implements AsyncIterableIterator<Target> {
  readonly #hosts: Hosts;
  /**
   * Hosts that have waiting targets and are below their limit, in the order of their turns. Hosts before index
   * `#nextReady` had their turn. They stay in the array, because `shift()` would move all others each time, which takes
   * 20 s for 100,000 hosts.
   */
  readonly #ready: Host[] = [];
  #nextReady = 0;
  readonly #consumers: ((result: IteratorResult<Target>) => void)[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #left: number;
  #isDraining = false;
  #takenThisTurn = 0;

  /** @param targets their URLs are normalized by the URL parser */
  constructor(targets: readonly Target[], hosts: Hosts) {
    this.#hosts = hosts;
    for (const target of targets) {
      const host = this.#hostOf(target);
      host.add(target);
      if (!host.isQueued) this.#ready.push(host);
      host.isQueued = true;
    }
    this.#left = targets.length;
  }

  next(): Promise<IteratorResult<Target>> {
    return new Promise(resolve => {
      this.#consumers.push(resolve);
      this.#serve();
    });
  }

  /** Must be called when a target that was taken has its outcome. */
  release(target: Target): void {
    const host = this.#hostOf(target);
    host.release(target);
    this.#queue(host);
    this.#serve();
  }

  /** Removes targets that were not taken yet. @param ids of targets @returns ids of the removed targets */
  remove(ids: Iterable<number>): number[] {
    const unwanted = new Set(ids);
    const removed: number[] = [];
    for (const host of this.#hosts) {
      if (removed.length === unwanted.size) break;
      for (const id of host.remove(unwanted)) removed.push(id);
    }
    this.#left -= removed.length;
    this.#serve();
    return removed;
  }

  /** Gives out the rest at once, without limits and pauses. For a stopped scan, which sends no more requests. */
  drain(): void {
    this.#isDraining = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#ready.length = this.#nextReady = 0;
    for (const host of this.#hosts) {
      host.isQueued = false;
      this.#queue(host);
    }
    this.#serve();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Adds a host to the queue if it has waiting targets and is below its limit; after its pause, if it has one. */
  #queue(host: Host): void {
    if (host.isQueued || !host.waiting || (host.isFull && !this.#isDraining)) return;
    host.isQueued = true;
    const pause = this.#isDraining ? 0 : host.pause;
    if (!pause) {
      this.#ready.push(host);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      host.isQueued = false;
      this.#queue(host);
      this.#serve();
    }, pause);
    this.#timers.add(timer);
  }

  #hostOf([, url]: Target): Host {
    return this.#hosts.at(hostOf(url));
  }

  #takeReady(): Host | undefined {
    const host = this.#ready[this.#nextReady];
    if (host) this.#nextReady++;
    else this.#ready.length = this.#nextReady = 0;
    return host;
  }

  readonly #nextTurn = (): void => {
    this.#takenThisTurn = 0;
    this.#serve();
  };

  #serve(): void {
    while (this.#consumers.length) {
      if (this.#left === 0) {
        for (const resolve of this.#consumers.splice(0)) resolve({ done: true, value: undefined });
        return;
      }
      if (this.#takenThisTurn >= MOST_A_TURN && !this.#isDraining) return;
      const host = this.#takeReady();
      if (!host) return;
      host.isQueued = false;
      // Its targets may have been removed since it was queued.
      if (!host.waiting) continue;
      // A server may have asked for a pause since the host was queued.
      if (!this.#isDraining && host.pause) {
        this.#queue(host);
        continue;
      }
      const value = host.take();
      this.#left--;
      this.#queue(host);
      if (this.#takenThisTurn++ === 0) setImmediate(this.#nextTurn);
      this.#consumers.shift()?.({ done: false, value });
    }
  }
}
