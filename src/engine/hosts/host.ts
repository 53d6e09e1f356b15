/** One host of a scan: its targets, its limit and pauses, and its connections. */

import type { Target } from '../model/target.ts';
import { reachOfHost } from '../url/addresses.ts';
import { protocolOf } from '../url/urlParts.ts';
import { beginConnection, type ConnectionSteps } from './connectionSteps.ts';

/** The rules for all hosts of a scan. */
export interface HostRules {
  /** Targets of one host that are under way at once, at most. */
  readonly limit: number;
  /** Pause between the starts of two targets of one host, in ms; hosts on this machine need none. */
  readonly interval: number;
  /** Told that a server asks for a pause. @param ms from now @param status of the answer that asks for it */
  readonly onHold?: (host: Host, ms: number, status: number | undefined) => void;
}

/** What http: and https: of one host do not share. */
interface Origin {
  /** Its targets without an outcome. */
  left: number;
  /** The youngest. undici does not tell which of its connections carries a request. */
  connection: ConnectionSteps | undefined;
}

export class Host {
  /** Host name and port, as `URL.host` has it. The limit is for both protocols together. */
  readonly name: string;
  /** Whether it has its place in the queue, or a timer that will give it one. Only the queue sets this. */
  isQueued = false;
  readonly #rules: HostRules;
  readonly #interval: number;
  /** By protocol, such as `https:`. */
  readonly #origins: Record<string, Origin | undefined> = {};
  /** Its targets, of which those before `#next` were taken. */
  readonly #targets: Target[] = [];
  #next = 0;
  #underWay = 0;
  /** When the next target may start, in ms of `performance.now()`. */
  #notBefore = 0;

  constructor(name: string, rules: HostRules) {
    this.name = name;
    this.#rules = rules;
    this.#interval = reachOfHost(name.replace(/:\d+$/, '')) === 'loopback' ? 0 : rules.interval;
  }

  /** Targets that were not taken yet. */
  get waiting(): number {
    return this.#targets.length - this.#next;
  }

  /** Whether as many targets are under way as may be. */
  get isFull(): boolean {
    return this.#underWay >= this.#rules.limit;
  }

  /** Until the next target may start, in ms; 0 when it may start now. */
  get pause(): number {
    return Math.max(0, this.#notBefore - performance.now());
  }

  /** @param target with its URL as the URL parser has normalised it */
  add(target: Target): void {
    this.#targets.push(target);
    this.#originOf(target).left++;
  }

  /** Starts the target that waits longest. One must be waiting; limit and pause are the caller's to respect. */
  take(): Target {
    const target = this.#targets[this.#next++] as Target;
    this.#underWay++;
    this.#notBefore = Math.max(this.#notBefore, performance.now() + this.#interval);
    return target;
  }

  /** A target that was taken has its outcome. */
  release(target: Target): void {
    this.#underWay--;
    this.#leave(target);
  }

  /** Removes targets that were not taken yet. @param ids of targets @returns the ids of those that were removed */
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

  /** Starts no further target for so many ms. @param status of the answer that asks for it */
  hold(ms: number, status?: number): void {
    this.#notBefore = Math.max(this.#notBefore, performance.now() + ms);
    if (ms) this.#rules.onHold?.(this, ms, status);
  }

  /** Whether another target of this protocol is left, so that a connection is worth keeping. */
  isAskedAgain(protocol: string): boolean {
    return (this.#origins[protocol]?.left ?? 0) > 1;
  }

  /** A connection is being made. @returns where its steps are to be noted */
  connect(protocol: string): ConnectionSteps {
    const steps = beginConnection(protocol);
    this.#origin(protocol).connection = steps;
    return steps;
  }

  /** The youngest connection; `undefined` without any, and when no target is left. */
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
