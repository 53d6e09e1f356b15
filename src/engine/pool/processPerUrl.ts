/** A scan that starts an engine process for each URL, and ends it afterwards. */

import * as l10n from '@vscode/l10n';
import { Hosts } from '../hosts/hosts.ts';
import { failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import { cancelled, failed, failureOf, type Outcome } from '../model/outcome.ts';
import { type ScanId, type Wait, waitUntil } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { ProcessUsage } from '../model/usage.ts';
import type { MovedPage } from '../process/movedPage.ts';
import { givenUpFailure } from '../request/givenUp.ts';
import { Lanes } from '../scan/lanes.ts';
import { PoliteQueue } from '../scan/politeQueue.ts';
import type { ScanRequest } from '../scan/scan.ts';
import { hostOf } from '../url/urlParts.ts';
import { givenUpOutcome, lostOutcome, skippedOutcome } from './engineLoss.ts';
import type { EngineProcess } from './engineProcess.ts';
import type { ScanEvents } from './scanEvents.ts';
import { MOST_FALSE_STARTS } from './scanPart.ts';

export interface ProcessPerUrlOptions {
  /** Maximum number of processes that are alive at once. */
  readonly alive: number;
  readonly create: () => EngineProcess;
  /** Receives the page of each process before the process ends. If absent, no pages are kept. */
  readonly keep?:
    | { readonly limits: KeepLimits; readonly page: (target: number, page: MovedPage) => Promise<void> }
    | undefined;
}

type UrlEvents = Omit<ScanEvents, 'onEnd' | 'onLoss'>;

/** A process that is alive, and the scan of its URL. */
interface LiveProcess {
  readonly engine: EngineProcess;
  /** Another one, if the process was lost before the scan began. */
  scan: ScanId;
  /** Ends the wait for the process. */
  readonly done: () => void;
}

/**
 * This class has the queue, so that the limits of hosts hold for all processes together: a process asks it for the turn
 * at each further host. If a process crashes, only its own URL fails.
 */
export class ProcessPerUrl {
  readonly #request: ScanRequest;
  readonly #events: UrlEvents;
  readonly #options: ProcessPerUrlOptions;
  readonly #hosts: Hosts;
  readonly #queue: PoliteQueue;
  readonly #lanes: Lanes;
  /** By the id of the target. */
  readonly #live = new Map<number, LiveProcess>();
  readonly #began: number;
  /** The usage of each process, in the order in which they ended. */
  readonly usages: ProcessUsage[] = [];
  /** Targets that a person has skipped. */
  readonly #skipped = new Set<number>();
  #isStopped = false;

  /** @param events `onEnd` is missing, because {@link run} settles at the end */
  constructor(request: ScanRequest, events: UrlEvents, options: ProcessPerUrlOptions) {
    this.#request = request;
    this.#events = events;
    this.#options = options;
    this.#began = request.began ?? Date.now();
    const { hostInterval, perHostConcurrency } = request.options;
    this.#hosts = new Hosts({ limit: perHostConcurrency, interval: hostInterval });
    // A process that waits for its turn at a host is alive, so it counts.
    this.#queue = new PoliteQueue(request.targets, this.#hosts, options.alive);
    this.#lanes = new Lanes(this.#queue, request.targets, target => this.#scanTarget(target));
  }

  /** The processes that are alive now. */
  get engines(): EngineProcess[] {
    return [...this.#live.values()].map(({ engine }) => engine);
  }

  /** Settles when all processes have ended. Must be called once. */
  async run(): Promise<void> {
    await this.#lanes.run(this.#options.alive);
  }

  /** Kills all processes. No callback is called from now on. */
  stop(): void {
    this.#isStopped = true;
    for (const { done, engine } of this.#live.values()) {
      engine.dispose();
      done();
    }
    this.#live.clear();
    this.#queue.drain();
  }

  /** Cancels those of these targets that have no outcome yet. The scan continues. */
  skip(targets: readonly number[]): void {
    const waiting = targets.filter(target => !this.#live.has(target));
    for (const target of targets) {
      this.#skipped.add(target);
      const live = this.#live.get(target);
      live?.engine.skip(live.scan, [target]);
    }
    for (const target of this.#queue.remove(waiting)) this.#report(target, skippedOutcome());
  }

  async #scanTarget(target: Target): Promise<void> {
    const [id, url] = target;
    if (this.#isStopped || this.#isGivenUp(url)) {
      this.#queue.release(target);
      if (!this.#isStopped) this.#report(id, failed(givenUpFailure(hostOf(url))));
      return;
    }
    const { create, keep } = this.#options;
    const engine = create();
    const start = performance.now();
    const { promise, resolve: done } = Promise.withResolvers<void>();
    let outcome: Outcome | undefined;
    let isBegun = false;
    let falseStarts = 0;
    const begin = () => engine.scan(request, events, keep && inMemory(keep.limits));
    const request: ScanRequest = {
      ...this.#request,
      began: this.#began,
      targets: [target],
      options: { ...this.#request.options, concurrency: 1 },
    };
    const events: ScanEvents = {
      onOutcomes: ([first]) => {
        isBegun = true;
        outcome = first?.[1];
      },
      onProgress: progress => {
        isBegun = true;
        for (const [name, { until, status }] of progress.holds) {
          this.#hosts.at(name).hold(Math.max(0, this.#began + until - Date.now()), status);
        }
        for (const name of progress.givenUp ?? []) this.#hosts.at(name).giveUp();
        this.#events.onProgress?.(progress);
      },
      onTurn: async (_target, next) => {
        const turn = this.#lanes.move(target, next);
        if (turn) await this.#awaitTurn(id, next, turn);
        return this.#isGivenUp(next);
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
      onLoss: loss => {
        // The process may have been ended because it stood still when its URL was skipped.
        if (this.#skipped.has(id)) outcome = skippedOutcome();
        else if (isBegun) outcome = lostOutcome(loss);
        // No page is the cause of that.
        else if (++falseStarts > MOST_FALSE_STARTS) outcome = givenUpOutcome(loss);
        else {
          live.scan = begin();
          return;
        }
        done();
      },
    };
    const live: LiveProcess = { engine, scan: begin(), done };
    this.#live.set(id, live);
    await promise;
    if (keep && outcome) {
      const page = await engine.handOver(live.scan, id);
      if (page && !this.#isStopped) await keep.page(id, page);
    }
    this.#live.delete(id);
    engine.dispose();
    if (outcome) this.#learn(outcome);
    this.#queue.release(target);
    if (!this.#isStopped) this.#report(id, outcome ?? cancelled());
  }

  /** Tells how long the target has to wait, as far as it is known. */
  async #awaitTurn(target: number, url: string, turn: Promise<void>): Promise<void> {
    const { held, holdStatus } = this.#hosts.at(hostOf(url));
    const tell = (wait: Wait | null) =>
      this.#events.onProgress?.({ started: [], waiting: [[target, wait]], holds: [] });
    if (held) tell(waitUntil(Math.round(Date.now() - this.#began + held), holdStatus));
    await turn;
    if (held && !this.#isStopped) tell(null);
  }

  /** Notes which hosts answered, and whether the last one refused. */
  #learn(outcome: Outcome): void {
    const { chain, finalUrl, status } = outcome;
    for (const url of chain?.slice(0, -1) ?? []) this.#hosts.at(hostOf(url)).answered();
    if (finalUrl === undefined || status === undefined) return;
    const last = this.#hosts.at(hostOf(finalUrl));
    if (failureOf(outcome)?.code === 'HTTP_RATE_LIMITED') last.refused();
    else last.answered();
  }

  #isGivenUp(url: string): boolean {
    return this.#hosts.at(hostOf(url)).isGivenUp;
  }

  #report(target: number, outcome: Outcome): void {
    this.#events.onOutcomes([[target, outcome]]);
  }
}

/** The only page is moved to another process immediately, so memory is enough. */
function inMemory({ memory }: KeepLimits): KeepLimits {
  return { memory, packed: 0, disk: 0 };
}
