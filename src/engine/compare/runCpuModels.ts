/** The CPU part of a comparison: the models search pages that are already fetched, so that only the processor counts. */

import pMap from 'p-map';
import type { ModelName } from '../model/concurrencyModel.ts';
import { planOf } from '../pool/concurrencyPlan.ts';
import { MACHINE } from '../pool/enginePool.ts';
import type { EngineProcess } from '../pool/engineProcess.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { CpuModel, CpuResult } from './cpuModel.ts';
import { cpuModelTexts } from './cpuModelTexts.ts';

export interface CpuOptions {
  readonly request: Pick<ScanRequest, 'term' | 'options'>;
  /** The texts of the pages. */
  readonly pages: readonly string[];
  readonly models: readonly ModelName[];
  readonly createEngine: () => EngineProcess;
  readonly signal: AbortSignal;
}

export interface CpuEvents {
  readonly onProgress: (name: string) => void;
  readonly onResult: (result: CpuResult) => void;
}

/** In ms. Long enough to make the time for starting processes small in comparison. */
const WANTED_TIME = 2_500;
const MOST_TIMES = 5_000;

/** Settles when all models are done, or the signal is aborted. Without pages, there are no results. */
export async function runCpuModels(order: CpuOptions, events: CpuEvents): Promise<CpuResult[]> {
  const results: CpuResult[] = [];
  if (!order.pages.length) return results;
  const times = await timesFor(order);
  for (const model of [...order.models, 'sharedMemory'] as const) {
    if (order.signal.aborted) break;
    events.onProgress(cpuModelTexts(model).name);
    const result = await runCpuModel(order, model, times);
    if (!result) break;
    results.push(result);
    events.onResult(result);
  }
  return results;
}

/** How often each page must be searched to take about {@link WANTED_TIME}. */
async function timesFor({ createEngine, pages, request, signal }: CpuOptions): Promise<number> {
  const engine = createEngine();
  const onAbort = () => engine.dispose();
  signal.addEventListener('abort', onAbort);
  try {
    const job = { pages, term: request.term, threads: 0 };
    // Doubles the number until the time is long enough: code is much slower when it runs for the first times.
    for (let times = 1; times < MOST_TIMES && !signal.aborted; times *= 2) {
      const began = performance.now();
      await engine.match({ ...job, times });
      const took = performance.now() - began;
      if (took > WANTED_TIME / 3) return Math.min(MOST_TIMES, Math.round((times * WANTED_TIME) / took));
    }
    return MOST_TIMES;
  } finally {
    signal.removeEventListener('abort', onAbort);
    engine.dispose();
  }
}

/** @returns `undefined` if the run was stopped, or a process crashed */
async function runCpuModel(
  { createEngine, pages, request, signal }: CpuOptions,
  model: CpuModel,
  times: number,
): Promise<CpuResult | undefined> {
  const { term } = request;
  const { isPerPage, processes, threads } = shapeOf(model, request.options, pages.length);
  const engines = new Set<EngineProcess>();
  const start = () => {
    const engine = createEngine();
    engines.add(engine);
    return engine;
  };
  const onAbort = () => {
    for (const engine of engines) engine.dispose();
  };
  signal.addEventListener('abort', onAbort);
  let matches = 0;
  let isWhole = true;
  /** CPU time of each process, as its last job reported it. */
  const cpu = new Map<EngineProcess, number>();
  const search = async (engine: EngineProcess, some: readonly string[]) => {
    const matched = await engine.match({ pages: some, term, times, threads });
    if (!matched) isWhole = false;
    matches += matched?.matches ?? 0;
    cpu.set(engine, matched?.usage.cpu ?? 0);
  };
  const began = performance.now();
  try {
    if (threads) {
      await search(start(), pages);
    } else if (isPerPage) {
      await pMap(
        pages,
        async page => {
          if (signal.aborted) return;
          const engine = start();
          await search(engine, [page]);
          engine.dispose();
        },
        { concurrency: processes },
      );
    } else {
      const free = Array.from({ length: processes }, start);
      // One process gets all pages at once, and searches them in its one thread. Of several, each gets one at a time.
      const concurrency = processes === 1 && model !== 'oneAtATime' ? pages.length : processes;
      await pMap(
        pages,
        async page => {
          const engine = processes === 1 ? (free[0] as EngineProcess) : (free.pop() as EngineProcess);
          await search(engine, [page]);
          if (processes > 1) free.push(engine);
        },
        { concurrency },
      );
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    for (const engine of engines) engine.dispose();
  }
  if (!isWhole || signal.aborted) return undefined;
  return {
    model,
    ...cpuModelTexts(model),
    workers: threads || processes,
    wall: Math.round(performance.now() - began),
    cpu: [...cpu.values()].reduce((sum, each) => sum + each, 0),
    matches,
    pages: pages.length,
    times,
  };
}

function shapeOf(model: CpuModel, options: ScanRequest['options'], pages: number) {
  if (model === 'sharedMemory') {
    return { isPerPage: false, processes: 1, threads: Math.min(pages, MACHINE.cores) };
  }
  const { isProcessPerUrl, processes } = planOf({ ...options, model, processes: 1 }, pages, MACHINE);
  return { isPerPage: isProcessPerUrl, processes, threads: 0 };
}
