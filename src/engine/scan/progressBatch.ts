/** Collects the progress of a scan until it is sent. Targets that have their outcome by then are left out. */

import type { Progress, Wait } from '../model/progress.ts';

export class ProgressBatch {
  readonly #started = new Map<number, number>();
  readonly #waiting = new Map<number, Wait | null>();
  readonly #holds = new Map<string, Wait>();
  readonly #givenUp = new Set<string>();

  start(target: number, at: number): void {
    this.#started.set(target, at);
  }

  wait(target: number, wait: Wait | null): void {
    this.#waiting.set(target, wait);
  }

  hold(host: string, wait: Wait): void {
    const known = this.#holds.get(host);
    if (!known || known.until < wait.until) this.#holds.set(host, wait);
  }

  giveUp(host: string): void {
    this.#givenUp.add(host);
  }

  /** Must be called when the target has its outcome. */
  end(target: number): void {
    this.#started.delete(target);
    this.#waiting.delete(target);
  }

  /** @returns the progress since the last call; `undefined` if there is none */
  take(): Progress | undefined {
    const all = [this.#started, this.#waiting, this.#holds, this.#givenUp];
    if (!all.some(({ size }) => size)) return undefined;
    const progress = {
      started: [...this.#started],
      waiting: [...this.#waiting],
      holds: [...this.#holds],
      ...(this.#givenUp.size ? { givenUp: [...this.#givenUp] } : {}),
    };
    for (const each of all) each.clear();
    return progress;
  }
}
