/** The engine as those who use it see it: as many processes as the concurrency model of a scan says. */

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { runInTimeSlices } from '../async/timeSlices.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { EngineOptions } from '../model/options.ts';
import type { ScanId } from '../model/progress.ts';
import { idLimit } from '../model/target.ts';
import { type ProcessUsage, type ScanUsage, totalUsage } from '../model/usage.ts';
import { roomForRequests } from '../network/openFiles.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { Language } from '../wording/language.ts';
import { type Machine, type Plan, planOf } from './concurrencyPlan.ts';
import { divideListInSteps } from './divideList.ts';
import { EngineProcess, type ScanEvents } from './engineProcess.ts';
import type { EngineLog, EngineProgram } from './forkEngine.ts';
import { ProcessPerUrl } from './processPerUrl.ts';
import { type ProcessScan, ScanPart } from './scanPart.ts';

interface Running {
  /** The scan in each of its processes. */
  readonly parts: ProcessScan[];
  /** For the id of each target, which of the parts has it. */
  readonly partOf: Uint8Array;
  /** Whether nobody waits for it any more. */
  isOver: boolean;
}

/** Who is told of a scan in all its processes. */
export interface PoolEvents extends Omit<ScanEvents, 'onEnd' | 'onLoss'> {
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

/** A scan, and how it is run. */
interface PlannedScan {
  readonly request: ScanRequest;
  readonly events: PoolEvents;
  readonly plan: Plan;
  readonly keep: KeepLimits | undefined;
}

export class EnginePool {
  readonly #program: EngineProgram;
  /** Process 0 stores pages of per-URL processes and runs scans that are not divided. */
  readonly #processes: EngineProcess[] = [];
  readonly #scans = new Map<ScanId, Running>();
  /** Those with a process per URL that run. */
  readonly #perUrl = new Map<ScanId, ProcessPerUrl>();
  #lastScan: ScanId = 0;

  /**
   * @param module path of the engine's bundle
   * @param language of what the engine says; English without one
   * @param isBackground whether others who need the processor go first, such as an editor
   */
  constructor(module: string, log: EngineLog, language?: Language, isBackground = false) {
    this.#program = { module, log, language, isBackground };
  }

  /** Another pool of the same program, whose processes are its own. */
  another(): EnginePool {
    const { isBackground, language, log, module } = this.#program;
    return new EnginePool(module, log, language, isBackground);
  }

  /** A process of the same program. Whoever calls this must dispose of it. */
  single(): EngineProcess {
    return new EngineProcess(this.#program);
  }

  /** Of the processes that run now. */
  get pids(): number[] {
    return this.#all.flatMap(({ pid }) => pid ?? []);
  }

  /** Of process 0, which stores pages of per-URL processes and runs scans that are not divided. */
  get firstPid(): number | undefined {
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
    const id = ++this.#lastScan;
    const running: Running = {
      parts: [],
      partOf: new Uint8Array(idLimit(request.targets)),
      isOver: false,
    };
    this.#scans.set(id, running);
    const plan = planOf(request.options, request.targets.length, MACHINE);
    const order: PlannedScan = { request, events, plan, keep };
    if (plan.isProcessPerUrl) this.#runProcessPerUrl(id, running, order);
    else void this.#runInParts(running, order);
    return id;
  }

  #runProcessPerUrl(id: ScanId, running: Running, { events, keep, plan, request }: PlannedScan): void {
    const scan = new ProcessPerUrl(request, events, {
      alive: plan.processes,
      create: () => this.single(),
      keep: keep && {
        limits: keep,
        page: (target, page) => {
          const engine = this.#process(0);
          running.parts[0] ??= { engine, scan: engine.createPageStore(request.options) };
          engine.keep(running.parts[0].scan, target, page, keep);
        },
      },
    });
    this.#perUrl.set(id, scan);
    void scan.run().then(() => {
      // A scan that was stopped has told its last already.
      if (this.#perUrl.delete(id)) events.onEnd(undefined, totalUsage(scan.usages));
    });
  }

  async #runInParts(running: Running, { events, keep, plan, request }: PlannedScan): Promise<void> {
    const { options, targets } = request;
    const shares = await runInTimeSlices(divideListInSteps(targets, plan.processes));
    const states = new Uint8Array(running.partOf.length);
    const usages: ProcessUsage[] = [];
    const part = {
      ...request,
      began: request.began ?? Date.now(),
      mostUnread: plan.mostUnread,
      options: { ...options, concurrency: plan.requests },
    };
    let left = shares.length;
    let firstFault: string | undefined;
    for (const [number, share] of shares.entries()) {
      // A long list takes its time on the way to a process.
      if (number > 0) await setImmediate();
      if (running.isOver) return;
      new ScanPart(
        this.#process(number),
        { ...part, targets: share },
        {
          ...events,
          onBegin: (scan, begun) => {
            const place = running.parts.push(scan) - 1;
            for (const [target] of begun) running.partOf[target] = place;
          },
          onEnd: (fault, usage) => {
            firstFault ??= fault;
            if (usage) usages.push({ ...usage, start: 0, end: 1 });
            if (--left === 0) events.onEnd(firstFault, totalUsage(usages));
          },
        },
        states,
        keep,
      ).begin();
    }
  }

  /** Outcomes of the scan are not reported any more. */
  stop(scan: ScanId): void {
    this.#stopPerUrl(scan);
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: part } of running.parts) engine.stop(part);
  }

  /** These targets are not waited for any more: those without an outcome are cancelled, and the scan goes on. */
  skip(scan: ScanId, targets: readonly number[]): void {
    this.#perUrl.get(scan)?.skip(targets);
    const running = this.#scans.get(scan);
    if (!running) return;
    for (const [place, ours] of Map.groupBy(targets, target => running.partOf[target] ?? 0)) {
      const part = running.parts[place];
      part?.engine.skip(part.scan, ours);
    }
  }

  /** @returns the page that was searched, or `undefined` when it is not kept any more */
  async page(scan: ScanId, target: number, wanted: PageRequest): Promise<ShownPage | undefined> {
    const running = this.#scans.get(scan);
    const part = running?.parts[running.partOf[target] ?? 0];
    return part?.engine.page(part.scan, target, wanted);
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
    const parts = this.#scans.get(scan)?.parts ?? [];
    await Promise.all(parts.map(part => part.engine.search(part.scan, wanted, onOutcomes, signal)));
  }

  /** The scan's pages are not needed any more. */
  forget(scan: ScanId): void {
    this.#stopPerUrl(scan);
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: part } of running.parts) engine.forget(part);
    this.#scans.delete(scan);
  }

  dispose(): void {
    for (const running of this.#scans.values()) running.isOver = true;
    for (const scan of this.#perUrl.keys()) this.#stopPerUrl(scan);
    for (const each of this.#processes) each.dispose();
    this.#scans.clear();
  }

  #stopPerUrl(scan: ScanId): void {
    this.#perUrl.get(scan)?.stop();
    this.#perUrl.delete(scan);
  }

  get #all(): EngineProcess[] {
    return [...this.#processes, ...[...this.#perUrl.values()].flatMap(({ engines }) => engines)];
  }

  #process(number: number): EngineProcess {
    this.#processes[number] ??= this.single();
    return this.#processes[number];
  }
}
