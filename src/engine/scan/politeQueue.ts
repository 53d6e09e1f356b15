/** Takes turns between hosts, so that no host is asked for too much at once and none waits for a slow one. */

import type { Target } from '../model/target.ts';
import { reachOfHost } from '../url/addresses.ts';
import { hostOf } from '../url/urlParts.ts';

export interface Politeness {
  /** URLs of one host (name and port) that are out at once. */
  readonly limit: number;
  /** Pause between two URLs of one host, in ms; there is none on this machine. */
  readonly interval: number;
}

/**
 * URLs that are handed out in one turn of the event loop. With more of them, answers wait until all requests are written,
 * and then come all at once: a tenth slower.
 */
const MOST_A_TURN = 8;

interface Host {
  readonly name: string;
  /** Its targets, of which those before `next` were handed out. */
  readonly waiting: Target[];
  next: number;
  out: number;
  readonly interval: number;
  /** When the next URL may be handed out, in ms of `performance.now()`. */
  notBefore: number;
  /** In the queue of those that are ready, or with a timer until it may be. */
  isQueued: boolean;
}

/**
 * Hands out URLs to as many takers as there are. A URL is only handed out while fewer than the limit of its host are
 * out, and hosts take turns, so that a host with many URLs does not keep the lanes from all others.
 */
export class PoliteQueue implements AsyncIterableIterator<Target> {
  readonly #limit: number;
  readonly #hosts = new Map<string, Host>();
  /** Hosts with URLs to hand out whose limit is not reached, in the order of their turns. */
  readonly #ready: Host[] = [];
  /** By the ids of its targets. */
  readonly #hostOf = new Map<number, Host>();
  readonly #takers: ((result: IteratorResult<Target>) => void)[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #left: number;
  #isRushed = false;
  #handedOutThisTurn = 0;

  /** @param targets with URLs as the URL parser has normalised them */
  constructor(targets: readonly Target[], { interval, limit }: Politeness) {
    this.#limit = limit;
    for (const target of targets) {
      const [id, url] = target;
      const name = hostOf(url);
      let host = this.#hosts.get(name);
      if (!host) {
        const pause = reachOfHost(new URL(url).hostname) === 'loopback' ? 0 : interval;
        host = { name, waiting: [], next: 0, out: 0, interval: pause, notBefore: 0, isQueued: true };
        this.#hosts.set(name, host);
        this.#ready.push(host);
      }
      host.waiting.push(target);
      this.#hostOf.set(id, host);
    }
    this.#left = targets.length;
  }

  next(): Promise<IteratorResult<Target>> {
    return new Promise(resolve => {
      this.#takers.push(resolve);
      this.#serve();
    });
  }

  /** To be called when a URL that was handed out has its outcome. */
  release(id: number): void {
    const host = this.#hostOf.get(id);
    if (!host) return;
    host.out--;
    this.#queue(host);
    this.#serve();
  }

  /** No further URL of the host is handed out for so many ms. */
  hold(name: string, ms: number): void {
    const host = this.#hosts.get(name);
    if (host) host.notBefore = Math.max(host.notBefore, performance.now() + ms);
  }

  /** Takes URLs out that were not handed out yet. @returns those; each of them has had its turn */
  drop(ids: Iterable<number>): number[] {
    const dropped: number[] = [];
    for (const [host, unwanted] of Map.groupBy(ids, id => this.#hostOf.get(id))) {
      if (!host) continue;
      const gone = new Set(unwanted);
      const waiting = host.waiting.splice(host.next);
      for (const target of waiting) {
        if (gone.has(target[0])) dropped.push(target[0]);
        else host.waiting.push(target);
      }
    }
    this.#left -= dropped.length;
    this.#serve();
    return dropped;
  }

  /** Hands out the rest without any pause: the scan is over, and nothing is sent any more. */
  rush(): void {
    this.#isRushed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#ready.length = 0;
    for (const host of this.#hosts.values()) {
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
    const isFull = host.out >= this.#limit && !this.#isRushed;
    if (host.isQueued || host.next >= host.waiting.length || isFull) return;
    host.isQueued = true;
    const pause = this.#isRushed ? 0 : host.notBefore - performance.now();
    if (pause <= 0) {
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
      if (this.#handedOutThisTurn >= MOST_A_TURN && !this.#isRushed) return;
      const host = this.#ready.shift();
      if (!host) return;
      host.isQueued = false;
      // All that it had may have been dropped since it was queued.
      if (host.next >= host.waiting.length) continue;
      // A server may have asked for a pause since the host was queued.
      if (!this.#isRushed && host.notBefore > performance.now()) {
        this.#queue(host);
        continue;
      }
      const target = host.waiting[host.next++] as Target;
      host.out++;
      this.#left--;
      host.notBefore = Math.max(host.notBefore, performance.now() + host.interval);
      this.#queue(host);
      if (this.#handedOutThisTurn++ === 0) setImmediate(this.#nextTurn);
      this.#takers.shift()?.({ done: false, value: target });
    }
  }
}
