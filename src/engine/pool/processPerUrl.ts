/** A scan in which each URL has an engine process of its own, which ends with it. */

import * as l10n from '@vscode/l10n';
import pMap from 'p-map';
import { Hosts } from '../hosts/hosts.ts';
import { failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import { cancelled, failed, type Outcome } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { ProcessUsage } from '../model/usage.ts';
import type { MovedPage } from '../process/movedPage.ts';
import { PoliteQueue } from '../scan/politeQueue.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { EngineProcess, ScanEvents } from './engineProcess.ts';

export interface ProcessPerUrlOptions {
  /** Processes that are alive at once, at most. */
  readonly alive: number;
  readonly create: () => EngineProcess;
  /** Takes the pages of processes that are about to end; without it they are gone with them. */
  readonly keep?:
    | { readonly limits: KeepLimits; readonly page: (target: number, page: MovedPage) => void }
    | undefined;
}

/** A process that is alive, and the scan of its one URL. */
interface Living {
  readonly engine: EngineProcess;
  readonly scan: ScanId;
  /** Ends the wait for it. */
  readonly done: () => void;
}

/**
 * The URLs are handed out here, so that politeness holds between processes; within one there is nobody to be polite with.
 * A process that crashes is the outcome of its own URL, as an exception in one thread leaves the others running.
 */
export class ProcessPerUrl {
  readonly #request: ScanRequest;
  readonly #events: Omit<ScanEvents, 'onEnd'>;
  readonly #options: ProcessPerUrlOptions;
  readonly #hosts: Hosts;
  readonly #queue: PoliteQueue;
  /** By the id of the target. */
  readonly #living = new Map<number, Living>();
  readonly #began: number;
  /** Of each process, in the order of their ends. */
  readonly usages: ProcessUsage[] = [];
  #isStopped = false;

  /** @param events the end is told by {@link run} instead */
  constructor(request: ScanRequest, events: Omit<ScanEvents, 'onEnd'>, options: ProcessPerUrlOptions) {
    this.#request = request;
    this.#events = events;
    this.#options = options;
    this.#began = request.began ?? Date.now();
    const { hostInterval, perHostConcurrency } = request.options;
    this.#hosts = new Hosts({ limit: perHostConcurrency, interval: hostInterval });
    this.#queue = new PoliteQueue(request.targets, this.#hosts);
  }

  /** Of the processes that are alive now. */
  get engines(): EngineProcess[] {
    return [...this.#living.values()].map(({ engine }) => engine);
  }

  /** Settles when no process is left. To be called once. */
  async run(): Promise<void> {
    await pMap(this.#queue, target => this.#scanTarget(target), { concurrency: this.#options.alive });
  }

  /** Ends all processes at once, whatever they do. */
  stop(): void {
    this.#isStopped = true;
    for (const { done, engine } of this.#living.values()) {
      engine.dispose();
      done();
    }
    this.#living.clear();
    this.#queue.drain();
  }

  skip(targets: readonly number[]): void {
    const waiting = targets.filter(target => !this.#living.has(target));
    for (const target of targets) {
      const living = this.#living.get(target);
      living?.engine.skip(living.scan, [target]);
    }
    for (const target of this.#queue.remove(waiting)) this.#tell(target, cancelled({}, true));
  }

  async #scanTarget(target: Target): Promise<void> {
    if (this.#isStopped) return;
    const [id] = target;
    const { create, keep } = this.#options;
    const engine = create();
    const start = performance.now();
    const { promise, resolve: done } = Promise.withResolvers<void>();
    let outcome: Outcome | undefined;
    const scan = engine.scan(
      {
        ...this.#request,
        began: this.#began,
        targets: [target],
        options: { ...this.#request.options, concurrency: 1 },
      },
      {
        onOutcomes: ([first]) => {
          outcome = first?.[1];
        },
        onProgress: progress => {
          for (const [name, { until }] of progress.holds) {
            this.#hosts.at(name).hold(Math.max(0, this.#began + until - Date.now()));
          }
          this.#events.onProgress?.(progress);
        },
        onEnd: (fault, usage) => {
          if (usage) this.usages.push({ ...usage, start, end: performance.now() });
          if (fault) {
            outcome = failed(
              failure('INTERNAL', l10n.t('The process of this URL stopped unexpectedly'), fault),
            );
          }
          done();
        },
      },
      // One page, which is on its way to another process at once.
      keep && { memory: keep.limits.memory, packed: 0, disk: 0 },
    );
    this.#living.set(id, { engine, scan, done });
    await promise;
    if (keep && outcome) {
      const page = await engine.handOver(scan, id);
      if (page && !this.#isStopped) keep.page(id, page);
    }
    this.#living.delete(id);
    engine.dispose();
    this.#queue.release(target);
    if (!this.#isStopped) this.#tell(id, outcome ?? cancelled());
  }

  #tell(target: number, outcome: Outcome): void {
    this.#events.onOutcomes([[target, outcome]]);
  }
}
