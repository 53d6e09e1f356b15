/** The running requests of a scan, and the hosts that asked for a pause. Times are in ms since the epoch. */

import type { Progress, Wait } from '../../engine/model/progress.ts';
import { hostOf } from '../../engine/url/urlParts.ts';

/** A wait before a request. */
export interface Pause {
  readonly until: number;
  /** HTTP status of the response that asked for the pause. Absent if the pause is the engine's own rule. */
  readonly status?: number;
}

/** The request of a target that left the queue and has no outcome yet. */
export interface RunningRequest {
  readonly target: number;
  readonly since: number;
  /** The pause before the next try. */
  readonly pause?: Pause | undefined;
}

/** A host that asked for a pause, with its targets that wait in the queue. */
export interface Hold {
  readonly host: string;
  readonly pause: Pause;
  readonly targets: readonly number[];
}

export class ActiveRequests {
  readonly #targets: readonly string[];
  readonly #isPending: (target: number) => boolean;
  readonly #running = new Map<number, RunningRequest>();
  readonly #holds = new Map<string, Pause>();
  #byHost: ReadonlyMap<string, readonly number[]> | undefined;
  #began = 0;

  /**
   * @param targets URLs by target id
   * @param isPending whether the target has no outcome yet
   */
  constructor(targets: readonly string[], isPending: (target: number) => boolean) {
    this.#targets = targets;
    this.#isPending = isPending;
  }

  /** The running requests, in the order in which they started. */
  get running(): readonly RunningRequest[] {
    return [...this.#running.values()];
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** The hosts whose pause is not over and whose targets wait for its end. */
  get holds(): readonly Hold[] {
    const now = Date.now();
    return [...this.#holds].flatMap(([host, pause]) => {
      if (pause.until <= now) return [];
      const targets = this.#targetsOf(host).filter(each => this.#isPending(each) && !this.#running.has(each));
      return targets.length ? [{ host, pause, targets }] : [];
    });
  }

  /** The running request of a target. */
  of(target: number): RunningRequest | undefined {
    return this.#running.get(target);
  }

  /** The pause that a target waits for now, in the queue or between two tries. */
  pauseOf(target: number): Pause | undefined {
    const pause = this.#running.get(target)
      ? this.#running.get(target)?.pause
      : this.#holds.size
        ? this.#holds.get(hostOf(this.#targets[target] ?? ''))
        : undefined;
    return pause && pause.until > Date.now() ? pause : undefined;
  }

  /** All targets of a host that have no outcome yet, whether their request runs or waits in the queue. */
  pendingTargetsOf(host: string): number[] {
    return this.#targetsOf(host).filter(this.#isPending);
  }

  /** @param began the time in ms since the epoch that the times of {@link Progress} count from */
  begin(began: number): void {
    this.end();
    this.#began = began;
  }

  /** Takes over a progress message of the engine. */
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

  /** Removes the request of a target, which now has its outcome. */
  done(target: number): void {
    this.#running.delete(target);
  }

  end(): void {
    this.#running.clear();
    this.#holds.clear();
  }

  #pause(wait: Wait): Pause {
    return { ...wait, until: this.#began + wait.until };
  }

  #targetsOf(host: string): readonly number[] {
    this.#byHost ??= Map.groupBy(this.#targets.keys(), target => hostOf(this.#targets[target] as string));
    return this.#byHost.get(host) ?? [];
  }
}
