/** Watches an engine process from its host: how long its main thread has been standing, and whether it says anything. */

import type { Readable } from 'node:stream';
import type { EngineOptions } from '../model/options.ts';
import { BEAT_SIZE, type Beat, fromRecord } from '../process/beat.ts';

/** In ms. No page that is searched in order occupies the thread for so long, on any machine. */
const LONGEST_WORK = 10_000;
/** In ms, for each MiB of the largest page. */
const WORK_PER_MIB = 2_000;
/** In ms. With a shorter time limit of the URLs, a slow machine would be punished. */
const SHORTEST_WORK = 2_000;
/** In ms, for everything that is not the page's fault, such as a collection of garbage. */
const GRACE = 1_000;

/**
 * In ms, in addition to the limit. A process that says nothing may have no processor or memory. It is not only its main
 * thread that stands still, which its watchdog would tell.
 */
const SILENCE_GRACE = 10_000;
/** The same for a process that has not said anything yet. On a machine under load, starting takes long. */
const START_GRACE = 60_000;

/** Time between two looks at the silence, in ms. */
const TICK = 1_000;

/** In ms. Whoever stops or skips something does not wait any longer for an engine that has been standing for so long. */
const STANDS_STILL = 1_000;

/**
 * How long the main thread of an engine may stand still, in ms. Other pages of the scan wait meanwhile, so the limit is at
 * most that of a URL.
 */
export function standstillLimit({
  maxPageSize = 0,
  totalTimeout,
}: Pick<EngineOptions, 'totalTimeout'> & Partial<Pick<EngineOptions, 'maxPageSize'>>): number {
  const work = Math.max(LONGEST_WORK, (WORK_PER_MIB * maxPageSize) / 1024 ** 2);
  return Math.max(SHORTEST_WORK, Math.min(work, totalTimeout)) + GRACE;
}

/** How long it may stand still for a request that has no time limit of its own, in ms. */
export const PAGE_LIMIT = standstillLimit({ totalTimeout: Infinity });
/** The same for a job that is made to take long (see `search/matchJob.ts`), in ms. */
export const MATCH_LIMIT = 120_000;

/** Why a process has to be ended. */
export interface Standstill {
  /** For the log. */
  readonly fault: string;
  /** Absent if the whole process stands still. */
  readonly beat?: Beat;
}

/**
 * A process is silent while it does nothing for its host, so silence counts only while a request is pending. It is
 * counted in ticks of the host's own timer, not by the clock: a host that was suspended or busy for a minute has had one
 * tick, and finds the messages of that minute behind it.
 */
export class EngineWatch {
  readonly #onStandstill: (standstill: Standstill) => void;
  /** The limits of the pending requests. */
  readonly #limits = new Map<symbol, number>();
  /** In ms. Without a pending request, the last one may have been cancelled, and the process may still work on it. */
  #limit = PAGE_LIMIT;
  #beat: Beat | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #silence = 0;
  #hasSpoken = false;
  #isEnded = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param pipe from the watchdog of the process; absent if the process could not be started
   * @param onStandstill called once the limit of each pending request is exceeded
   */
  constructor(pipe: Readable | undefined, onStandstill: (standstill: Standstill) => void) {
    this.#onStandstill = onStandstill;
    pipe?.on('data', (records: Buffer) => this.#read(records));
    // The end of the process says why.
    pipe?.on('error', () => {});
  }

  /** Watches until the answer of a request has settled. @param limit for a standstill, in ms */
  during(limit: number, answer: Promise<unknown>): void {
    const request = Symbol('request');
    if (!this.#limits.size) this.#begin();
    this.#limits.set(request, limit);
    this.#limit = Math.max(...this.#limits.values());
    const end = () => {
      this.#limits.delete(request);
      if (this.#limits.size) this.#limit = Math.max(...this.#limits.values());
      else clearInterval(this.#timer);
    };
    answer.then(end, end);
  }

  /** Must be called with each message of the process. */
  hear(): void {
    this.#silence = 0;
    this.#hasSpoken = true;
  }

  /** The last beat if the main thread was standing still by then. */
  get standing(): Beat | undefined {
    return this.#beat?.stood ? this.#beat : undefined;
  }

  /** The same, if it has been standing for so long that nobody should wait for it. */
  get standstill(): Beat | undefined {
    return this.#beat && this.#beat.stood >= STANDS_STILL ? this.#beat : undefined;
  }

  /** Ends the watch. */
  end(): void {
    this.#isEnded = true;
    clearInterval(this.#timer);
  }

  #begin(): void {
    this.#silence = 0;
    this.#beat = undefined;
    this.#timer = setInterval(() => this.#tick(), TICK).unref();
  }

  #tick(): void {
    this.#silence += TICK;
    if (this.#silence <= this.#limit + (this.#hasSpoken ? SILENCE_GRACE : START_GRACE)) return;
    this.#onStandstill({ fault: `it has said nothing for ${this.#silence / 1000} s` });
  }

  #read(records: Buffer): void {
    this.hear();
    const all = this.#rest.length ? Buffer.concat([this.#rest, records]) : records;
    const whole = all.length - (all.length % BEAT_SIZE);
    this.#rest = all.subarray(whole);
    if (!whole || this.#isEnded) return;
    const beat = fromRecord(all.subarray(whole - BEAT_SIZE, whole));
    this.#beat = beat;
    if (beat.stood > this.#limit) {
      this.#onStandstill({ beat, fault: `it has been standing still for ${beat.stood / 1000} s` });
    }
  }
}
