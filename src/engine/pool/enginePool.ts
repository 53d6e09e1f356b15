/** Runs scans in as many engine processes as their concurrency models need. The extension and the terminal use this. */

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { runInTimeSlices } from '../async/timeSlices.ts';
import type { FilesToRead } from '../documents/readFiles.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { EngineOptions } from '../model/options.ts';
import type { ScanId } from '../model/progress.ts';
import { idLimit } from '../model/target.ts';
import { type ProcessUsage, type ScanUsage, totalUsage } from '../model/usage.ts';
import { roomForRequests } from '../network/openFiles.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { SentText } from '../process/messages.ts';
import type { SentDocument, SentFile } from '../process/sentList.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { Language } from '../wording/language.ts';
import { type Machine, type Plan, planOf } from './concurrencyPlan.ts';
import { divideListInSteps } from './divideList.ts';
import { EngineProcess } from './engineProcess.ts';
import type { EngineLog, EngineProgram } from './forkEngine.ts';
import { ProcessPerUrl } from './processPerUrl.ts';
import type { ScanEvents } from './scanEvents.ts';
import { type ProcessScan, ScanPart } from './scanPart.ts';

/** A scan that runs, or whose pages are kept. */
interface PoolScan {
  /** The scan in each of its processes. */
  readonly parts: ProcessScan[];
  /** By the id of each target: the index of its part. */
  readonly partOf: Uint16Array;
  /** Whether the scan was stopped or forgotten, so that no further part may start. */
  isOver: boolean;
}

/** Callbacks of a scan in all its processes. */
export interface PoolEvents extends Omit<ScanEvents, 'onEnd' | 'onLoss'> {
  /**
   * Called once, when the scan ends without being stopped.
   * @param fault why a process ended too early
   * @param usage of all processes that reported theirs
   */
  readonly onEnd: (fault?: string, usage?: ScanUsage) => void;
}

/** The resources of this machine. */
export const MACHINE: Machine = {
  get cores() {
    return availableParallelism();
  },
  get room() {
    return roomForRequests();
  },
};

/** A scan and its plan. */
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
  readonly #scans = new Map<ScanId, PoolScan>();
  /** Running scans with a process per URL. */
  readonly #perUrl = new Map<ScanId, ProcessPerUrl>();
  #lastScan: ScanId = 0;

  /**
   * @param module path of the engine's bundle
   * @param language of the engine's messages; English if absent
   * @param isBackground whether the processes have a low priority, so that the editor comes first
   */
  constructor(module: string, log: EngineLog, language?: Language, isBackground = false) {
    this.#program = { module, log, language, isBackground };
  }

  /** Creates another pool of the same program, with its own processes. */
  createPool(): EnginePool {
    const { isBackground, language, log, module } = this.#program;
    return new EnginePool(module, log, language, isBackground);
  }

  /** Creates a process of the same program that is not part of this pool. The caller must dispose it. */
  createProcess(): EngineProcess {
    return new EngineProcess(this.#program);
  }

  /** Process ids of the running processes. */
  get pids(): number[] {
    return this.#all.flatMap(({ pid }) => pid ?? []);
  }

  /** Process id of process 0. It stores pages of per-URL processes and runs scans that are not divided. */
  get firstPid(): number | undefined {
    return this.#processes[0]?.pid;
  }

  /** Settles when all processes that run now have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#all.map(each => each.ended()));
  }

  /** Starts process 0 for a coming scan, so that it is ready when the list has been read. */
  warm(options: EngineOptions): void {
    if (isWarmed(options)) this.#process(0).warm(options);
  }

  /** Starts a scan. @param keep limits for kept pages, for each process; if absent, no pages are kept */
  scan(request: ScanRequest, events: PoolEvents, keep?: KeepLimits): ScanId {
    const id = ++this.#lastScan;
    const running: PoolScan = {
      parts: [],
      partOf: new Uint16Array(idLimit(request.targets)),
      isOver: false,
    };
    this.#scans.set(id, running);
    const plan = planOf(request.options, request.targets.length, MACHINE);
    const planned: PlannedScan = { request, events, plan, keep };
    if (plan.isProcessPerUrl) this.#runProcessPerUrl(id, running, planned);
    else void this.#runInParts(running, planned);
    return id;
  }

  #runProcessPerUrl(id: ScanId, running: PoolScan, { events, keep, plan, request }: PlannedScan): void {
    const scan = new ProcessPerUrl(request, events, {
      alive: plan.processes,
      create: () => this.createProcess(),
      keep: keep && {
        limits: keep,
        page: (target, page) => {
          const engine = this.#process(0);
          running.parts[0] ??= { engine, scan: engine.createPageStore(request.options) };
          return engine.keep(running.parts[0].scan, target, page, keep);
        },
      },
    });
    this.#perUrl.set(id, scan);
    void scan.run().then(() => {
      // If the scan was stopped, it is no longer in the map, and its end must not be reported.
      if (this.#perUrl.delete(id)) events.onEnd(undefined, totalUsage(scan.usages));
    });
  }

  async #runInParts(running: PoolScan, { events, keep, plan, request }: PlannedScan): Promise<void> {
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
      // Sending a long list to a process takes long, so other events come first.
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

  /** Stops a scan. None of its callbacks is called from now on. */
  stop(scan: ScanId): void {
    this.#stopPerUrl(scan);
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: part } of running.parts) engine.stop(part);
  }

  /** Cancels those of these targets that have no outcome yet. The scan continues. */
  skip(scan: ScanId, targets: readonly number[]): void {
    this.#perUrl.get(scan)?.skip(targets);
    const running = this.#scans.get(scan);
    if (!running) return;
    for (const [place, ours] of Map.groupBy(targets, target => running.partOf[target] ?? 0)) {
      const part = running.parts[place];
      part?.part?.skip(ours);
    }
  }

  /** A kept page as a document. @returns `undefined` if the page is not kept */
  async page(scan: ScanId, target: number, wanted: PageRequest): Promise<ShownPage | undefined> {
    const running = this.#scans.get(scan);
    const part = running?.parts[running.partOf[target] ?? 0];
    return part?.engine.page(part.scan, target, wanted);
  }

  /**
   * Searches the kept pages of a scan, in all processes at once. Settles when all are searched, or when the signal is
   * aborted; the callback is not called afterwards.
   * @param onOutcomes called with the outcomes of targets that have a kept page
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

  /** The links of a text. @param options of the scan that follows @returns `undefined` if the process ends before */
  readText(text: SentText, options: EngineOptions): Promise<SentDocument | undefined> {
    return this.#reading(options, reader => reader.read('readText', text, options));
  }

  /**
   * The links of files and folders.
   * @param options of the scan that follows
   * @returns the number of files; `undefined` if the process ends before, or the signal is aborted
   */
  readFiles(
    files: FilesToRead,
    options: EngineOptions,
    onFiles: (files: readonly SentFile[]) => void,
    signal?: AbortSignal,
  ): Promise<number | undefined> {
    return this.#reading(options, reader =>
      reader.read('readFiles', files, options, { onPiece: onFiles, ...(signal ? { signal } : {}) }),
    );
  }

  /** Reads in process 0, or in one of its own if the model has no use for that. */
  async #reading<Result>(
    options: EngineOptions,
    read: (reader: EngineProcess) => Promise<Result>,
  ): Promise<Result> {
    if (isWarmed(options)) return read(this.#process(0));
    const reader = this.createProcess();
    try {
      return await read(reader);
    } finally {
      reader.dispose();
    }
  }

  /** Drops the kept pages of a scan, and stops it if it runs. */
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
    this.#processes[number] ??= this.createProcess();
    return this.#processes[number];
  }
}

/** Whether process 0 can start before the list is known. The threads and processes of the other models depend on it. */
function isWarmed({ model }: EngineOptions): boolean {
  return model !== 'allAtOnce' && model !== 'processPerUrl';
}
