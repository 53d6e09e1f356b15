/** The engine as those who use it see it: as many processes as the concurrency model of a scan says. */

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { inTurns } from '../async/timeSlices.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { EngineOptions } from '../model/options.ts';
import type { ScanId } from '../model/progress.ts';
import { type Life, type ScanUsage, together } from '../model/usage.ts';
import { roomForRequests } from '../network/openFiles.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { Language } from '../wording/language.ts';
import { type Machine, type Plan, planOf } from './concurrencyPlan.ts';
import { dividing } from './divideList.ts';
import { type EngineLog, EngineProcess, type ScanEvents } from './engineProcess.ts';
import { ProcessPerUrl } from './processPerUrl.ts';
import { type Place, ScanPart } from './scanPart.ts';

interface Share {
  readonly engine: EngineProcess;
  readonly scan: ScanId;
  /** For each target of the share, its index in the whole scan; absent where that is the same. */
  readonly targets: readonly number[] | undefined;
}

interface Running {
  readonly shares: Share[];
  /** For each target its share, and its index there. */
  readonly shareOf: Uint8Array;
  readonly indexIn: Uint32Array;
  /** Whether nobody waits for it any more. */
  isOver: boolean;
}

/** What is told of a scan in all its processes. */
export interface PoolEvents extends Omit<ScanEvents, 'onEnd'> {
  /**
   * Called once.
   * @param fault why a process ended before its part of the scan did
   * @param usage of all processes that told theirs
   */
  readonly onEnd: (fault?: string, usage?: ScanUsage) => void;
}

/** This machine, as far as the models are concerned. */
export const MACHINE: Machine = {
  get cores() {
    return availableParallelism();
  },
  get room() {
    return roomForRequests();
  },
};

export class EnginePool {
  readonly #module: string;
  readonly #log: EngineLog;
  readonly #language: Language | undefined;
  readonly #isBackground: boolean;
  readonly #create: () => EngineProcess;
  readonly #processes: EngineProcess[] = [];
  readonly #scans = new Map<ScanId, Running>();
  readonly #eachUrl = new Map<ScanId, ProcessPerUrl>();
  #lastScan: ScanId = 0;

  /**
   * @param module path of the engine's bundle
   * @param language of what the engine says; English without one
   * @param isBackground whether others who need the processor go first, such as an editor
   */
  constructor(module: string, log: EngineLog, language?: Language, isBackground = false) {
    this.#module = module;
    this.#log = log;
    this.#language = language;
    this.#isBackground = isBackground;
    this.#create = () => new EngineProcess(module, log, language, isBackground);
  }

  /** Another pool of the same program, whose processes are its own. */
  another(): EnginePool {
    return new EnginePool(this.#module, this.#log, this.#language, this.#isBackground);
  }

  /** A process of the same program, which belongs to who asks for it. */
  single(): EngineProcess {
    return this.#create();
  }

  /** Of the processes that run now. */
  get pids(): number[] {
    return this.#all.flatMap(({ pid }) => pid ?? []);
  }

  /** Of the process that keeps the pages of others, which end with their URL; it also has the smallest scans. */
  get keeperPid(): number | undefined {
    return this.#processes[0]?.pid;
  }

  /** Settles when the processes that run now have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#all.map(each => each.ended()));
  }

  /** Starts a process for a scan that will come, so that it is there when its list has been read. */
  warm(options: EngineOptions): void {
    // These have as many threads, or processes, as there are URLs.
    if (options.model === 'allAtOnce' || options.model === 'processPerUrl') return;
    this.#process(0).warm(options);
  }

  /** @param keep what each process keeps of its pages; without it nothing is kept */
  scan(request: ScanRequest, events: PoolEvents, keep?: KeepLimits): ScanId {
    const { length } = request.targets;
    const id = ++this.#lastScan;
    const running: Running = {
      shares: [],
      shareOf: new Uint8Array(length),
      indexIn: new Uint32Array(length),
      isOver: false,
    };
    this.#scans.set(id, running);
    const plan = planOf(request.options, length, MACHINE);
    if (plan.isProcessPerUrl) this.#beginEachUrl(id, running, { request, events, keep, plan });
    else void this.#begin(running, request, events, plan, keep);
    return id;
  }

  #beginEachUrl(
    id: ScanId,
    running: Running,
    {
      events,
      keep,
      plan,
      request,
    }: { request: ScanRequest; events: PoolEvents; plan: Plan; keep?: KeepLimits | undefined },
  ): void {
    for (const target of running.indexIn.keys()) running.indexIn[target] = target;
    const scan = new ProcessPerUrl(request, events, {
      alive: plan.processes,
      create: this.#create,
      keep: keep && {
        limits: keep,
        page: (target, page) => {
          const engine = this.#process(0);
          running.shares[0] ??= { engine, scan: engine.keeper(request.options), targets: undefined };
          engine.keep(running.shares[0].scan, target, page, keep);
        },
      },
    });
    this.#eachUrl.set(id, scan);
    void scan.run().then(() => {
      // A scan that was stopped has told its last already.
      if (this.#eachUrl.delete(id)) events.onEnd(undefined, together(scan.lives));
    });
  }

  async #begin(
    running: Running,
    request: ScanRequest,
    events: PoolEvents,
    { mostUnread, processes, requests }: Plan,
    keep: KeepLimits | undefined,
  ): Promise<void> {
    const { options, targets } = request;
    const parts = await inTurns(dividing(targets, processes));
    const lives: Life[] = [];
    const began = request.began ?? Date.now();
    let left = parts.length;
    let faults: string | undefined;
    for (const [number, part] of parts.entries()) {
      // A long list takes its time on the way to a process.
      if (number > 0) await setImmediate();
      if (running.isOver) return;
      new ScanPart(
        this.#process(number),
        { ...request, began, mostUnread, options: { ...options, concurrency: requests } },
        {
          onOutcomes: events.onOutcomes,
          ...(events.onProgress ? { onProgress: events.onProgress } : {}),
          onPlace: place => this.#placed(running, place),
          onEnd: (fault, usage) => {
            faults ??= fault;
            if (usage) lives.push({ ...usage, start: 0, end: 1 });
            if (--left === 0) events.onEnd(faults, together(lives));
          },
        },
        keep,
      ).begin(part);
    }
  }

  #placed(running: Running, { engine, scan, targets }: Place): void {
    const share = running.shares.length;
    const isWhole = targets.length === running.shareOf.length;
    running.shares.push({ engine, scan, targets: isWhole ? undefined : targets });
    for (const [index, target] of targets.entries()) {
      running.shareOf[target] = share;
      running.indexIn[target] = index;
    }
  }

  /** Outcomes of the scan are not reported any more. */
  stop(scan: ScanId): void {
    this.#stopEachUrl(scan);
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: share } of running.shares) engine.stop(share);
  }

  /** These targets are not waited for any more: those without an outcome are cancelled, and the scan goes on. */
  skip(scan: ScanId, targets: readonly number[]): void {
    this.#eachUrl.get(scan)?.skip(targets);
    const running = this.#scans.get(scan);
    if (!running) return;
    for (const [share, ours] of Map.groupBy(targets, target => running.shareOf[target] ?? 0)) {
      const { engine, scan: part } = running.shares[share] ?? {};
      if (engine && part !== undefined) {
        engine.skip(
          part,
          ours.map(target => running.indexIn[target] as number),
        );
      }
    }
  }

  /** @returns the page that was searched, or `undefined` when it is not kept any more */
  async page(scan: ScanId, target: number, wanted: PageRequest): Promise<ShownPage | undefined> {
    const running = this.#scans.get(scan);
    const share = running?.shares[running.shareOf[target] ?? 0];
    return share?.engine.page(share.scan, running?.indexIn[target] ?? 0, wanted);
  }

  /**
   * Searches the pages that are kept of a scan, in all processes at once. Settles when all have been, or when the signal
   * aborts; nothing is told any more then. Targets whose page is not kept any more are not told of.
   */
  async search(
    scan: ScanId,
    wanted: SearchRequest,
    onOutcomes: ScanEvents['onOutcomes'],
    signal: AbortSignal,
  ): Promise<void> {
    await Promise.all(
      (this.#scans.get(scan)?.shares ?? []).map(({ engine, scan: share, targets }) =>
        engine.search(
          share,
          wanted,
          outcomes =>
            onOutcomes(
              targets ? outcomes.map(([index, outcome]) => [targets[index] as number, outcome]) : outcomes,
            ),
          signal,
        ),
      ),
    );
  }

  /** The scan's pages are not needed any more. */
  forget(scan: ScanId): void {
    this.#stopEachUrl(scan);
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: share } of running.shares) engine.forget(share);
    this.#scans.delete(scan);
  }

  dispose(): void {
    for (const running of this.#scans.values()) running.isOver = true;
    for (const scan of this.#eachUrl.keys()) this.#stopEachUrl(scan);
    for (const each of this.#processes) each.dispose();
    this.#scans.clear();
  }

  #stopEachUrl(scan: ScanId): void {
    this.#eachUrl.get(scan)?.stop();
    this.#eachUrl.delete(scan);
  }

  get #all(): EngineProcess[] {
    return [...this.#processes, ...[...this.#eachUrl.values()].flatMap(({ engines }) => engines)];
  }

  #process(number: number): EngineProcess {
    this.#processes[number] ??= this.#create();
    return this.#processes[number];
  }
}
