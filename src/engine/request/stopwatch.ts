/** Takes the time of one URL, from the beginning of its scan on. */

import type { ConnectionSteps } from '../hosts/connectionSteps.ts';
import { SPAN_KINDS, type SpanKind, type Timings } from '../model/timings.ts';

/** A URL that is redirected and tried again without end still has few spans. In numbers, three for each span. */
const MOST_NUMBERS = 3 * 64;

export class Stopwatch {
  readonly #zero: number;
  readonly #timings: number[] = [];
  #kind: SpanKind = 'queue';
  #since: number;

  /** @param zero when the scan began, in ms of `performance.now()` */
  constructor(zero: number) {
    this.#zero = zero;
    this.#since = zero;
  }

  /** In ms since the scan began. */
  get now(): number {
    return Math.round(performance.now() - this.#zero);
  }

  /** What was going on ends, and something else begins. */
  begin(kind: SpanKind): void {
    this.#endAt(performance.now());
    this.#kind = kind;
  }

  /**
   * Tells apart what the connection that was waited for did in that time. What it does not account for is
   * `connect`: a proxy, or another connection that was busy.
   */
  connected(steps: ConnectionSteps | undefined): void {
    const now = performance.now();
    const end = steps?.secured ?? (steps?.isTls ? undefined : steps?.connected);
    if (!steps || (end !== undefined && end < this.#since)) return;
    this.#endAt(steps.began);
    this.#kind = 'name';
    this.#endAt(steps.resolved ?? now);
    this.#kind = 'connect';
    this.#endAt(steps.connected ?? now);
    if (steps.isTls) {
      this.#kind = 'tls';
      this.#endAt(steps.secured ?? now);
    }
  }

  /** Ends what was going on. @returns all there was, without what took no time */
  end(): Timings {
    this.#endAt(performance.now());
    return this.#timings;
  }

  /** @param time in ms of `performance.now()`; one that lies behind ends nothing */
  #endAt(time: number): void {
    if (time <= this.#since) return;
    const start = Math.round(this.#since - this.#zero);
    const end = Math.round(time - this.#zero);
    this.#since = time;
    if (end === start || this.#timings.length >= MOST_NUMBERS) return;
    const kind = SPAN_KINDS.indexOf(this.#kind);
    const last = this.#timings.length - 3;
    if (this.#timings[last] === kind && this.#timings[last + 2] === start) this.#timings[last + 2] = end;
    else this.#timings.push(kind, start, end);
  }
}
