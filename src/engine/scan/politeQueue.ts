/** The queue of a scan. It enforces the limit and the pauses of each host, and alternates between hosts. */

import type { Host, Visitor } from '../hosts/host.ts';
import type { Hosts } from '../hosts/hosts.ts';
import type { Target } from '../model/target.ts';
import { hostOf } from '../url/urlParts.ts';
import { ReadyHosts } from './readyHosts.ts';

/**
 * Maximum number of targets that the queue gives out in one turn of the event loop. With more, responses wait until all
 * requests are written, which makes scans 10 % slower.
 */
const MOST_A_TURN = 8;

/** Where a target under way is: it has its turn at a host, or waits for it. */
interface Place {
  readonly host: Host;
  /** With the URL that is asked for there. */
  readonly target: Target;
  /** Present while the target waits. */
  readonly visitor?: Visitor;
}

/**
 * Gives targets to any number of consumers. It gives out a target only if the limit of the host that is asked is not
 * reached. Hosts take turns, so that a host with many targets does not delay the other hosts.
 *
 * A target that has to ask another host, such as one that a redirect leads to, {@link move}s there. It leaves its first
 * host, so that no target keeps one host busy while it waits for another. If it has to wait, the queue gives it out
 * again when its turn has come.
 */
export class PoliteQueue implements AsyncIterableIterator<Target> {
  readonly #hosts: Hosts;
  readonly #mostOpen: number;
  /** Hosts that may give out a line. */
  readonly #ready = new ReadyHosts();
  /** Hosts that may give out a target under way. They come first: what has begun takes memory until it ends. */
  readonly #readyForVisitors = new ReadyHosts();
  readonly #consumers: ((result: IteratorResult<Target>) => void)[] = [];
  readonly #timers = new Map<Host, NodeJS.Timeout>();
  /** Targets that were given out and have no outcome, by id. */
  readonly #places = new Map<number, Place>();
  /** Lines that were not given out. */
  #left: number;
  #isDraining = false;
  #takenThisTurn = 0;

  /**
   * @param targets their URLs are normalized by the URL parser
   * @param mostOpen no further line begins while so many targets are under way. It bounds the memory for targets that
   *   wait for another host
   */
  constructor(targets: readonly Target[], hosts: Hosts, mostOpen = Number.POSITIVE_INFINITY) {
    this.#hosts = hosts;
    this.#mostOpen = mostOpen;
    for (const target of targets) {
      const host = this.#hostOf(target);
      host.add(target);
      this.#ready.add(host);
    }
    this.#left = targets.length;
  }

  /** The next target whose turn it is: a line, or a target that waited. The end comes when all have their outcome. */
  next(): Promise<IteratorResult<Target>> {
    return new Promise(resolve => {
      this.#consumers.push(resolve);
      this.#serve();
    });
  }

  /**
   * Moves a target that was given out to the host that it has to ask next, which may be the same one.
   * @param url that is asked for there
   * @returns whether it is its turn now. If not, the queue gives it out again
   */
  move([id]: Target, url: string): boolean {
    this.#leave(id);
    const target: Target = [id, url];
    const host = this.#hostOf(target);
    const visitor = host.join(target);
    const mayEnter = host.waitingVisitors === 1 && !host.isFull && !host.pause;
    if (mayEnter) host.take();
    this.#places.set(id, mayEnter ? { host, target } : { host, target, visitor });
    this.#queue(host);
    this.#serve();
    return mayEnter;
  }

  /** Must be called when a target that was given out has its outcome. */
  release([id]: Target): void {
    this.#leave(id);
    this.#serve();
  }

  /** Removes lines that were not given out yet. @param ids of targets @returns ids of the removed targets */
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
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const host of this.#hosts) this.#queue(host);
    this.#serve();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Takes a target from the host where it is or waits. */
  #leave(id: number): void {
    const place = this.#places.get(id);
    if (!place) return;
    this.#places.delete(id);
    const { host, target, visitor } = place;
    if (visitor) host.withdraw(visitor);
    else host.release(target);
    this.#queue(host);
  }

  /** Makes a host ready if it has waiting targets and is below its limit; after its pause, if it has one. */
  #queue(host: Host): void {
    if (!host.waiting && !host.waitingVisitors) return;
    if (host.isFull && !this.#isDraining) return;
    const pause = this.#isDraining ? 0 : host.pause;
    const timer = this.#timers.get(host);
    if (pause) {
      if (!timer)
        this.#timers.set(
          host,
          setTimeout(() => this.#wake(host), pause),
        );
      return;
    }
    clearTimeout(timer);
    this.#timers.delete(host);
    if (host.waitingVisitors) this.#readyForVisitors.add(host);
    if (host.waiting) this.#ready.add(host);
  }

  #wake(host: Host): void {
    this.#timers.delete(host);
    this.#queue(host);
    this.#serve();
  }

  #hostOf([, url]: Target): Host {
    return this.#hosts.at(hostOf(url));
  }

  /** A host that may give out a target now. */
  #takeReady(): Host | undefined {
    const isOpen = this.#isDraining || this.#places.size < this.#mostOpen;
    for (;;) {
      const visited = this.#readyForVisitors.take();
      const host = visited ?? (isOpen ? this.#ready.take() : undefined);
      if (!host) return undefined;
      // Its targets may have been removed since it became ready, or another one may have moved there.
      if (visited ? !host.waitingVisitors : !host.waiting) continue;
      if (this.#isDraining || !(host.isFull || host.pause)) return host;
      // If it is full, it is made ready again when a target leaves it.
      this.#queue(host);
    }
  }

  readonly #nextTurn = (): void => {
    this.#takenThisTurn = 0;
    this.#serve();
  };

  #serve(): void {
    while (this.#consumers.length) {
      if (this.#left === 0 && this.#places.size === 0) {
        for (const resolve of this.#consumers.splice(0)) resolve({ done: true, value: undefined });
        return;
      }
      if (this.#takenThisTurn >= MOST_A_TURN && !this.#isDraining) return;
      const host = this.#takeReady();
      if (!host) return;
      if (!host.waitingVisitors) this.#left--;
      const value = host.take();
      this.#places.set(value[0], { host, target: value });
      this.#queue(host);
      if (this.#takenThisTurn++ === 0) setImmediate(this.#nextTurn);
      this.#consumers.shift()?.({ done: false, value });
    }
  }
}
