/** The queue of a scan. It keeps the limit and the pauses of each host, and takes turns between hosts. */

import type { Host } from '../hosts/host.ts';
import type { Hosts } from '../hosts/hosts.ts';
import type { Target } from '../model/target.ts';
import { hostOf } from '../url/urlParts.ts';

/**
 * Targets that are handed out in one turn of the event loop. With more of them, answers wait until all requests are
 * written, which makes scans 10 % slower.
 */
const MOST_A_TURN = 8;

/**
 * Hands out targets to as many takers as there are. A target is only handed out while fewer than the limit of its host
 * are under way, and hosts take turns, so that a host with many targets does not keep the takers from all others.
 */
export class PoliteQueue implements AsyncIterableIterator<Target> {
  readonly #hosts: Hosts;
  /**
   * Hosts with targets to hand out whose limit is not reached, in the order of their turns. Those before `#nextReady`
   * had theirs. `shift()` would move all others each time: 20 s for 100,000 hosts.
   */
  readonly #ready: Host[] = [];
  #nextReady = 0;
  readonly #takers: ((result: IteratorResult<Target>) => void)[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #left: number;
  #isDraining = false;
  #handedOutThisTurn = 0;

  /** @param targets with URLs as the URL parser has normalised them */
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
      this.#takers.push(resolve);
      this.#serve();
    });
  }

  /** To be called when a target that was handed out has its outcome. */
  release(target: Target): void {
    const host = this.#hostOf(target);
    host.release(target);
    this.#queue(host);
    this.#serve();
  }

  /** Takes targets out that were not handed out yet. @param ids of targets @returns the ids of those */
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

  /** Hands out the rest at once, without limits and pauses: the scan was stopped, and nothing is sent any more. */
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

  /** Puts a host in the queue if there is something to hand out, now or when its pause is over. */
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
    this.#handedOutThisTurn = 0;
    this.#serve();
  };

  #serve(): void {
    while (this.#takers.length) {
      if (this.#left === 0) {
        for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
        return;
      }
      if (this.#handedOutThisTurn >= MOST_A_TURN && !this.#isDraining) return;
      const host = this.#takeReady();
      if (!host) return;
      host.isQueued = false;
      // All that it had may have been removed since it was queued.
      if (!host.waiting) continue;
      // A server may have asked for a pause since the host was queued.
      if (!this.#isDraining && host.pause) {
        this.#queue(host);
        continue;
      }
      const value = host.take();
      this.#left--;
      this.#queue(host);
      if (this.#handedOutThisTurn++ === 0) setImmediate(this.#nextTurn);
      this.#takers.shift()?.({ done: false, value });
    }
  }
}
