/** A host of a scan: the targets that it has to answer, its limit and pauses, and its connections. */

import type { Target } from '../model/target.ts';
import { reachOfHost } from '../url/addresses.ts';
import { protocolOf } from '../url/urlParts.ts';
import { beginConnection, type ConnectionSteps } from './connectionSteps.ts';

/**
 * A host is given up when it has refused so many targets in a row. A refusal is a request to slow down that is still
 * there after the last try.
 */
export const MOST_REFUSALS = 3;

/** The rules for all hosts of a scan. */
export interface HostRules {
  /** Maximum number of targets that are at one host at once. */
  readonly limit: number;
  /** Pause between the turns of two targets at one host, in ms. Hosts on this machine have none. */
  readonly interval: number;
  /** Called when a server asks for a pause. @param ms from now @param status of the response that asks for it */
  readonly onHold?: (host: Host, ms: number, status: number | undefined) => void;
  /** Called when a host is given up at once: see {@link Host.giveUp}. */
  readonly onGiveUp?: (host: Host) => void;
}

/** A target that is under way and waits for its turn at a host. */
export interface Visitor {
  /** With the URL that it asks for next. */
  readonly target: Target;
  /** Whether it had its turn, or was withdrawn. */
  isGone: boolean;
}

/** One protocol of a host: http: and https: have separate connections. */
interface Origin {
  /** Number of targets that wait for their turn here, or have it. */
  left: number;
  /** The newest connection. It is an approximation: undici does not say which connection carries a request. */
  connection: ConnectionSteps | undefined;
}

/**
 * Counts the targets that have their turn here, but enforces neither limit nor pause: the queue asks {@link isFull} and
 * {@link pause}. There are two kinds of targets: lines of the list, and those that are under way and come from another
 * host, or for another request. The latter come first, because something is known of them that takes memory.
 */
export class Host {
  /** Host name and port, as in `URL.host`. The limit is for both protocols together. */
  readonly name: string;
  readonly #rules: HostRules;
  readonly #interval: number;
  /** By protocol, such as `https:`. */
  readonly #origins: Record<string, Origin | undefined> = {};
  /** All lines. Those before index `#next` were taken. */
  readonly #targets: Target[] = [];
  #next = 0;
  /** Those before index `#nextVisitor` had their turn, or left. */
  #visitors: Visitor[] = [];
  #nextVisitor = 0;
  #waitingVisitors = 0;
  #present = 0;
  /** Earliest start of the next target, in ms of `performance.now()`. */
  #notBefore = 0;
  #refusals = 0;
  /** End of the pause that the server asked for, in ms of `performance.now()`. */
  #heldUntil = 0;
  #holdStatus: number | undefined;

  constructor(name: string, rules: HostRules) {
    this.name = name;
    this.#rules = rules;
    this.#interval = reachOfHost(name.replace(/:\d+$/, '')) === 'loopback' ? 0 : rules.interval;
  }

  /** Number of lines that were not taken yet. */
  get waiting(): number {
    return this.#targets.length - this.#next;
  }

  /** Number of targets under way that wait for their turn here. */
  get waitingVisitors(): number {
    return this.#waitingVisitors;
  }

  /** The targets under way that wait for their turn here. */
  get visitors(): readonly Target[] {
    return this.#visitors.slice(this.#nextVisitor).flatMap(each => (each.isGone ? [] : [each.target]));
  }

  /** Whether the limit is reached. A host that was given up has none, because nothing is asked of it. */
  get isFull(): boolean {
    return this.#present >= this.#rules.limit && !this.isGivenUp;
  }

  /** Time until the next target may start, in ms. 0 means now. */
  get pause(): number {
    return this.isGivenUp ? 0 : Math.max(0, this.#notBefore - performance.now());
  }

  /** The part of {@link pause} that the server asked for, in ms. It is also for targets that have their turn. */
  get held(): number {
    return this.isGivenUp ? 0 : Math.max(0, this.#heldUntil - performance.now());
  }

  /** Status of the response that asked for the latest pause. */
  get holdStatus(): number | undefined {
    return this.#holdStatus;
  }

  /** Whether the host asked to slow down so often that it must not be asked any more. */
  get isGivenUp(): boolean {
    return this.#refusals >= MOST_REFUSALS;
  }

  /** Adds a line. @param target its URL is normalized by the URL parser */
  add(target: Target): void {
    this.#targets.push(target);
    this.#originOf(target).left++;
  }

  /** Adds a target under way, with the URL that it wants to ask for. It waits until it is taken or withdrawn. */
  join(target: Target): Visitor {
    const visitor = { target, isGone: false };
    this.#visitors.push(visitor);
    this.#waitingVisitors++;
    this.#originOf(target).left++;
    return visitor;
  }

  /** Removes a target that waits. */
  withdraw(visitor: Visitor): void {
    if (visitor.isGone) return;
    this.#remove(visitor);
    this.#leave(visitor.target);
  }

  /**
   * Starts the target that waits longest; first one that is under way. The caller must check {@link waiting} or
   * {@link waitingVisitors}, {@link isFull} and {@link pause} first.
   */
  take(): Target {
    this.#present++;
    this.#notBefore = Math.max(this.#notBefore, performance.now() + this.#interval);
    return this.#takeVisitor() ?? (this.#targets[this.#next++] as Target);
  }

  /** Must be called when a target that was taken goes to another host, or has its outcome. */
  release(target: Target): void {
    this.#present--;
    this.#leave(target);
  }

  /** Removes lines that were not taken yet. @param ids of targets @returns ids of the removed targets */
  remove(ids: ReadonlySet<number>): number[] {
    const removed: number[] = [];
    if (!this.#hasWaiting(ids)) return removed;
    for (const target of this.#targets.splice(this.#next)) {
      if (ids.has(target[0])) {
        removed.push(target[0]);
        this.#leave(target);
      } else this.#targets.push(target);
    }
    return removed;
  }

  /** Delays the next target. @param ms from now @param status of the response that asks for the pause */
  hold(ms: number, status?: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + ms);
    this.#notBefore = Math.max(this.#notBefore, this.#heldUntil);
    this.#holdStatus = status;
    if (ms) this.#rules.onHold?.(this, ms, status);
  }

  /** Must be called when the last try of a target was refused with a request to slow down. */
  refused(): void {
    this.#refusals++;
  }

  /** Gives the host up at once: it asks for a longer pause than a scan makes, or another process has seen its refusals. */
  giveUp(): void {
    this.#refusals = MOST_REFUSALS;
    this.#rules.onGiveUp?.(this);
  }

  /** Must be called when the host has answered in another way: it may be asked again. */
  answered(): void {
    this.#refusals = 0;
  }

  /** Whether another target of this protocol has no outcome yet. If so, the connection is worth keeping. */
  hasOtherTargets(protocol: string): boolean {
    return (this.#origins[protocol]?.left ?? 0) > 1;
  }

  /** Records a new connection. @returns the record, in which the caller must set the steps */
  connect(protocol: string): ConnectionSteps {
    const steps = beginConnection(protocol);
    this.#origin(protocol).connection = steps;
    return steps;
  }

  /** The newest connection. `undefined` if there is none, or if no target of the protocol is left. */
  connection(protocol: string): ConnectionSteps | undefined {
    return this.#origins[protocol]?.connection;
  }

  #origin(protocol: string): Origin {
    const known = this.#origins[protocol];
    if (known) return known;
    const origin: Origin = { left: 0, connection: undefined };
    this.#origins[protocol] = origin;
    return origin;
  }

  /** Whether one of these lines was not taken yet. */
  #hasWaiting(ids: ReadonlySet<number>): boolean {
    for (let at = this.#next; at < this.#targets.length; at++) {
      if (ids.has((this.#targets[at] as Target)[0])) return true;
    }
    return false;
  }

  #takeVisitor(): Target | undefined {
    while (this.#nextVisitor < this.#visitors.length) {
      const visitor = this.#visitors[this.#nextVisitor++] as Visitor;
      if (visitor.isGone) continue;
      this.#remove(visitor);
      return visitor.target;
    }
    return undefined;
  }

  #remove(visitor: Visitor): void {
    visitor.isGone = true;
    if (--this.#waitingVisitors) return;
    this.#visitors = [];
    this.#nextVisitor = 0;
  }

  #originOf([, url]: Target): Origin {
    return this.#origin(protocolOf(url));
  }

  #leave(target: Target): void {
    const origin = this.#originOf(target);
    origin.left--;
    if (origin.left <= 0) origin.connection = undefined;
  }
}
