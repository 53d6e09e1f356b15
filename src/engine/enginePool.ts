/** The engine as those who use it see it: one process for most lists, several for large ones. */

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { type EngineLog, EngineProcess, type ScanEvents } from './engineProcess.ts';
import { inTurns } from './inTurns.ts';
import type { KeepLimits } from './keepLimits.ts';
import type { Language } from './language.ts';
import type { ScanId } from './messages.ts';
import type { EngineOptions } from './options.ts';
import type { PageRequest, ShownPage } from './pageView.ts';
import type { ScanRequest } from './scan.ts';
import type { SearchRequest } from './searchAgain.ts';
import { dividing, mostProcesses, processesFor } from './shares.ts';

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

export class EnginePool {
  readonly #create: () => EngineProcess;
  readonly #processes: EngineProcess[] = [];
  readonly #scans = new Map<ScanId, Running>();
  #lastScan: ScanId = 0;

  /**
   * @param module path of the engine's bundle
   * @param language of what the engine says; English without one
   * @param isBackground whether others who need the processor go first, such as an editor
   */
  constructor(module: string, log: EngineLog, language?: Language, isBackground = false) {
    this.#create = () => new EngineProcess(module, log, language, isBackground);
  }

  /** Of the processes that run now. */
  get pids(): number[] {
    return this.#processes.flatMap(({ pid }) => pid ?? []);
  }

  /** Settles when the processes that run now have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#processes.map(each => each.ended()));
  }

  /** @param keep what each process keeps of its pages; without it nothing is kept */
  scan(request: ScanRequest, events: ScanEvents, keep?: KeepLimits): ScanId {
    const { length } = request.targets;
    const id = ++this.#lastScan;
    const running: Running = {
      shares: [],
      shareOf: new Uint8Array(length),
      indexIn: new Uint32Array(length),
      isOver: false,
    };
    this.#scans.set(id, running);
    void this.#begin(running, request, events, keep);
    return id;
  }

  async #begin(
    running: Running,
    request: ScanRequest,
    events: ScanEvents,
    keep: KeepLimits | undefined,
  ): Promise<void> {
    const { options, targets } = request;
    // What the host carries has its limit there.
    const most =
      options.transport === 'vscode'
        ? 1
        : processesFor(targets.length, mostProcesses(options.processes, availableParallelism()));
    const parts = await inTurns(dividing(targets, most));
    const began = request.began ?? Date.now();
    let left = parts.length;
    let faults: string | undefined;
    for (const [number, part] of parts.entries()) {
      for (const [index, target] of part.entries()) {
        running.shareOf[target] = number;
        running.indexIn[target] = index;
      }
      // A long list takes its time on the way to a process.
      if (number > 0) await setImmediate();
      if (running.isOver) return;
      const isWhole = parts.length === 1;
      const engine = this.#process(number);
      const scan = engine.scan(
        {
          ...request,
          began,
          targets: isWhole ? targets : part.map(target => targets[target] as string),
          options: shareOptions(options, parts.length),
        },
        {
          onOutcomes: outcomes =>
            events.onOutcomes(
              isWhole ? outcomes : outcomes.map(([index, outcome]) => [part[index] as number, outcome]),
            ),
          onProgress: ({ started, waiting, holds }) =>
            events.onProgress?.({
              started: started.map(([index, at]) => [part[index] as number, at]),
              waiting: waiting.map(([index, wait]) => [part[index] as number, wait]),
              holds,
            }),
          onEnd: fault => {
            faults ??= fault;
            if (--left === 0) events.onEnd(faults);
          },
        },
        keep,
      );
      running.shares.push({ engine, scan, targets: isWhole ? undefined : part });
    }
  }

  /** Outcomes of the scan are not reported any more. */
  stop(scan: ScanId): void {
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: share } of running.shares) engine.stop(share);
  }

  /** These targets are not waited for any more: those without an outcome are cancelled, and the scan goes on. */
  skip(scan: ScanId, targets: readonly number[]): void {
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
    const running = this.#scans.get(scan);
    if (!running) return;
    running.isOver = true;
    for (const { engine, scan: share } of running.shares) engine.forget(share);
    this.#scans.delete(scan);
  }

  dispose(): void {
    for (const running of this.#scans.values()) running.isOver = true;
    for (const each of this.#processes) each.dispose();
    this.#scans.clear();
  }

  #process(number: number): EngineProcess {
    this.#processes[number] ??= this.#create();
    return this.#processes[number];
  }
}

/** All processes together have as many requests under way as one would. */
function shareOptions(options: EngineOptions, shares: number): EngineOptions {
  return { ...options, concurrency: Math.max(1, Math.floor(options.concurrency / shares)) };
}
