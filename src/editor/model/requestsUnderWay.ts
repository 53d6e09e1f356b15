/** What a scan has under way: which URLs, since when, and who asked to wait. Times are in ms since the epoch. */

import type { Progress, Wait } from '../../engine/model/progress.ts';
import { hostOf } from '../../engine/url/urlParts.ts';

/** A pause. */
export interface Pause {
  readonly until: number;
  /** The HTTP status of the answer that asked for it; absent where it is our own rule. */
  readonly status?: number;
}

/** A URL that left the queue, and has no outcome yet. */
export interface Running {
  readonly target: number;
  readonly since: number;
  /** The pause before its next try. */
  readonly pause?: Pause | undefined;
}

/** A host that asked for a pause, with the URLs in the queue that have to wait for it. */
export interface Hold {
  readonly host: string;
  readonly pause: Pause;
  readonly targets: readonly number[];
}

export class RequestsUnderWay {
  readonly #targets: readonly string[];
  readonly #isPending: (target: number) => boolean;
  readonly #running = new Map<number, Running>();
  readonly #holds = new Map<string, Pause>();
  #byHost: ReadonlyMap<string, readonly number[]> | undefined;
  #began = 0;

  /**
   * @param targets URLs by their number
   * @param isPending whether the scan still has to give the target its outcome
   */
  constructor(targets: readonly string[], isPending: (target: number) => boolean) {
    this.#targets = targets;
    this.#isPending = isPending;
  }

  /** In the order in which they started. */
  get running(): readonly Running[] {
    return [...this.#running.values()];
  }

  get size(): number {
    return this.#running.size;
  }

  /** Hosts whose pause is not over, with what waits for it. */
  get holds(): readonly Hold[] {
    const now = Date.now();
    return [...this.#holds].flatMap(([host, pause]) => {
      if (pause.until <= now) return [];
      const targets = this.#targetsOf(host).filter(each => this.#isPending(each) && !this.#running.has(each));
      return targets.length ? [{ host, pause, targets }] : [];
    });
  }

  /** A URL that was started. */
  of(target: number): Running | undefined {
    return this.#running.get(target);
  }

  /** What a URL waits for now, in the queue or between two tries. */
  pauseOf(target: number): Pause | undefined {
    const pause = this.#running.get(target)
      ? this.#running.get(target)?.pause
      : this.#holds.size
        ? this.#holds.get(hostOf(this.#targets[target] ?? ''))
        : undefined;
    return pause && pause.until > Date.now() ? pause : undefined;
  }

  /** All URLs of the host that have no outcome yet, those that were started included. */
  pendingOf(host: string): number[] {
    return this.#targetsOf(host).filter(this.#isPending);
  }

  /** @param began what the engine's times count from */
  begin(began: number): void {
    this.end();
    this.#began = began;
  }

  /** What became under way since the last call. */
  add({ started, waiting, holds }: Progress): void {
    for (const [target, at] of started) {
      if (this.#isPending(target)) this.#running.set(target, { target, since: this.#began + at });
    }
    for (const [target, wait] of waiting) {
      const known = this.#running.get(target);
      if (known) this.#running.set(target, { ...known, pause: wait ? this.#pause(wait) : undefined });
    }
    for (const [host, wait] of holds) this.#holds.set(host, this.#pause(wait));
  }

  /** The target has its outcome. */
  done(target: number): void {
    this.#running.delete(target);
  }

  end(): void {
    this.#running.clear();
    this.#holds.clear();
  }

  #pause({ until, status }: Wait): Pause {
    return { until: this.#began + until, ...(status === undefined ? {} : { status }) };
  }

  #targetsOf(host: string): readonly number[] {
    this.#byHost ??= Map.groupBy(this.#targets.keys(), target => hostOf(this.#targets[target] as string));
    return this.#byHost.get(host) ?? [];
  }
}
