/** Records the timings of one URL, from the start of the scan. */

import type { ConnectionSteps } from '../hosts/connectionSteps.ts';
import { SPAN_KINDS, type SpanKind, type Timings } from '../model/timings.ts';

/** Maximum length of the timings, with three numbers for each span. Matters for URLs with many redirects and retries. */
const MOST_NUMBERS = 3 * 64;

export class Stopwatch {
  readonly #zero: number;
  readonly #timings: number[] = [];
  #kind: SpanKind = 'queue';
  #since: number;

  /** @param zero start of the scan, in ms of `performance.now()` */
  constructor(zero: number) {
    this.#zero = zero;
    this.#since = zero;
  }

  /** Time since the scan began, in ms. */
  get now(): number {
    return Math.round(performance.now() - this.#zero);
  }

  /** Ends the current span, and begins another one. */
  begin(kind: SpanKind): void {
    this.#endAt(performance.now());
    this.#kind = kind;
  }

  /**
   * Divides the current span into the steps of the connection that it waited for. The rest keeps the kind `connect`: the
   * time for a proxy, or a wait for a busy connection.
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

  /** Ends the current span. @returns all spans except those of 0 ms */
  end(): Timings {
    this.#endAt(performance.now());
    return this.#timings;
  }

  /** @param time in ms of `performance.now()`; has no effect if it is before the span */
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
