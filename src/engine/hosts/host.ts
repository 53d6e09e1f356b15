/** A host of a scan: its targets, its limit and pauses, and its connections. */

import type { Target } from '../model/target.ts';
import { reachOfHost } from '../url/addresses.ts';
import { protocolOf } from '../url/urlParts.ts';
import { beginConnection, type ConnectionSteps } from './connectionSteps.ts';

/** The rules for all hosts of a scan. */
export interface HostRules {
  /** Maximum number of targets of one host that are under way at once. */
  readonly limit: number;
  /** Pause between the starts of two targets of one host, in ms. Hosts on this machine have none. */
  readonly interval: number;
  /** Called when a server asks for a pause. @param ms from now @param status of the response that asks for it */
  readonly onHold?: (host: Host, ms: number, status: number | undefined) => void;
}

/** One protocol of a host: http: and https: have separate connections. */
interface Origin {
  /** Number of targets without an outcome. */
  left: number;
  /** The newest connection. It is an approximation: undici does not say which connection carries a request. */
  connection: ConnectionSteps | undefined;
}

/** Counts the targets under way, but enforces neither limit nor pause: the queue asks {@link isFull} and {@link pause}. */
export class Host {
  /** Host name and port, as in `URL.host`. The limit is for both protocols together. */
  readonly name: string;
  /** Whether the host is in the queue, or a timer will add it. Only the queue sets this. */
  isQueued = false;
  readonly #rules: HostRules;
  readonly #interval: number;
  /** By protocol, such as `https:`. */
  readonly #origins: Record<string, Origin | undefined> = {};
  /** All targets. Those before index `#next` were taken. */
  readonly #targets: Target[] = [];
  #next = 0;
  #underWay = 0;
  /** Earliest start of the next target, in ms of `performance.now()`. */
  #notBefore = 0;

  constructor(name: string, rules: HostRules) {
    this.name = name;
    this.#rules = rules;
    this.#interval = reachOfHost(name.replace(/:\d+$/, '')) === 'loopback' ? 0 : rules.interval;
  }

  /** Number of targets that were not taken yet. */
  get waiting(): number {
    return this.#targets.length - this.#next;
  }

  /** Whether the limit of targets under way is reached. */
  get isFull(): boolean {
    return this.#underWay >= this.#rules.limit;
  }

  /** Time until the next target may start, in ms. 0 means now. */
  get pause(): number {
    return Math.max(0, this.#notBefore - performance.now());
  }

  /** @param target its URL is normalized by the URL parser */
  add(target: Target): void {
    this.#targets.push(target);
    this.#originOf(target).left++;
  }

  /** Starts the target that waits longest. The caller must check {@link waiting}, {@link isFull} and {@link pause} first. */
  take(): Target {
    const target = this.#targets[this.#next++] as Target;
    this.#underWay++;
    this.#notBefore = Math.max(this.#notBefore, performance.now() + this.#interval);
    return target;
  }

  /** Must be called when a target that was taken has its outcome. */
  release(target: Target): void {
    this.#underWay--;
    this.#leave(target);
  }

  /** Removes targets that were not taken yet. @param ids of targets @returns ids of the removed targets */
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
    this.#notBefore = Math.max(this.#notBefore, performance.now() + ms);
    if (ms) this.#rules.onHold?.(this, ms, status);
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

  /** Whether one of these targets was not taken yet. */
  #hasWaiting(ids: ReadonlySet<number>): boolean {
    for (let at = this.#next; at < this.#targets.length; at++) {
      if (ids.has((this.#targets[at] as Target)[0])) return true;
    }
    return false;
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
