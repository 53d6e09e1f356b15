/** The second lane of a comparison: the models search pages that are there already, so that only the processor counts. */

import * as l10n from '@vscode/l10n';
import pMap from 'p-map';
import { MACHINE } from './enginePool.ts';
import type { EngineProcess } from './engineProcess.ts';
import { type ModelName, modelTexts, planOf } from './models.ts';
import type { ScanRequest } from './scan.ts';
import { sentences } from './tally.ts';

/** Threads that share memory are a way of the tutorial, too; requests have no use for them (see CONTRIBUTING.md). */
export type CpuModel = ModelName | 'sharedMemory';

export interface CpuLaneResult {
  readonly model: CpuModel;
  readonly name: string;
  readonly tutorial: string;
  /** Processes, or threads of one process, that worked at once. */
  readonly workers: number;
  /** In ms; the start of processes and threads is part of it. */
  readonly wall: number;
  /** Time of the processor in all processes, in ms. */
  readonly cpu: number;
  /** Over all searches: the same in each model. */
  readonly matches: number;
  readonly pages: number;
  /** How often each page was searched. */
  readonly times: number;
}

export interface CpuLaneOrder {
  readonly request: Pick<ScanRequest, 'term' | 'options'>;
  /** Texts of pages. */
  readonly pages: readonly string[];
  readonly models: readonly ModelName[];
  readonly createEngine: () => EngineProcess;
  readonly signal: AbortSignal;
}

export interface CpuLaneEvents {
  readonly onProgress: (name: string) => void;
  readonly onResult: (result: CpuLaneResult) => void;
}

/** In ms: long enough that the start of a process does not decide. */
const WANTED_TIME = 2_500;
const MOST_TIMES = 5_000;

/** Settles when all models are done or the signal aborts; there are no results without pages. */
export async function runCpuLane(order: CpuLaneOrder, events: CpuLaneEvents): Promise<CpuLaneResult[]> {
  const results: CpuLaneResult[] = [];
  if (!order.pages.length) return results;
  const times = await timesFor(order);
  for (const model of [...order.models, 'sharedMemory'] as const) {
    if (order.signal.aborted) break;
    events.onProgress(cpuModelTexts(model).name);
    const result = await burn(order, model, times);
    if (!result) break;
    results.push(result);
    events.onResult(result);
  }
  return results;
}

export function cpuModelTexts(model: CpuModel): { name: string; tutorial: string } {
  return model === 'sharedMemory'
    ? { name: l10n.t('Threads with shared memory'), tutorial: 'threading.Lock' }
    : modelTexts(model);
}

/** How often the pages must be searched for the time to be measured. */
async function timesFor({ createEngine, pages, request, signal }: CpuLaneOrder): Promise<number> {
  const engine = createEngine();
  const onAbort = () => engine.dispose();
  signal.addEventListener('abort', onAbort);
  try {
    const job = { pages, term: request.term, threads: 0 };
    // Twice as often each time: code that has just been loaded is far slower than it will be.
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

/** @returns `undefined` when it was stopped, or a process crashed */
async function burn(
  { createEngine, pages, request, signal }: CpuLaneOrder,
  model: CpuModel,
  times: number,
): Promise<CpuLaneResult | undefined> {
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
  /** By process: what the last job has told. */
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
      // All at once to one process, which has one thread for them; or to each of several, whenever it has nothing to do.
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

/** What was done, in two sentences. */
export function cpuLaneNote(result: CpuLaneResult): string {
  return sentences([searchedText(result), l10n.t('Cores of this machine: {0}.', MACHINE.cores)]);
}

function searchedText({ pages, times }: CpuLaneResult): string {
  if (pages === 1) {
    return times === 1
      ? l10n.t('1 page of the list was read as text and searched once, without the network.')
      : l10n.t('1 page of the list was read as text and searched {0} times, without the network.', times);
  }
  return times === 1
    ? l10n.t('{0} pages of the list were read as text and searched once each, without the network.', pages)
    : l10n.t(
        '{0} pages of the list were read as text and searched {1} times each, without the network.',
        pages,
        times,
      );
}

/** Why a model came out so in this lane, in two sentences. @param all results of the lane, the first of them the measure */
export function whyCpuText({ model, wall, workers }: CpuLaneResult, all: readonly CpuLaneResult[]): string {
  const base = all[0]?.wall ?? wall;
  const isFaster = wall < base * 0.9;
  switch (model) {
    case 'oneAtATime':
      return l10n.t(
        'One page after another, in one thread. The processor is busy all the time, so that nothing is left to gain by waiting for several at once.',
      );
    case 'allAtOnce':
    case 'pool':
    case 'queue':
      return l10n.t(
        'Concurrency alone wins nothing here: one thread burns one core, however many pages are handed to it at once. In Python the interpreter’s lock makes threads come out the same.',
      );
    case 'processPerUrl':
      if (workers === 1) {
        return l10n.t(
          '1 process worked at once, so that it was not faster. To start one for each page costs more than it brings.',
        );
      }
      return isFaster
        ? l10n.t(
            '{0} processes worked at once. It would be faster if it did not have to start one for each page.',
            workers,
          )
        : l10n.t(
            '{0} processes worked at once, and still it was not faster. To start one for each page costs more than the other cores bring.',
            workers,
          );
    case 'processPool':
    case 'sharedMemory': {
      const how =
        model === 'processPool'
          ? l10n.t('Each core has a process, which is given a page by a message whenever it is free.')
          : l10n.t(
              'Each core has a thread; two counters in shared memory, changed by atomic instructions, say which page is next and how often the term was found.',
            );
      return isFaster
        ? sentences([how, l10n.t('Parallelism is what wins here: {0} cores burn at once.', workers)])
        : sentences([how, l10n.t('On this machine, or as busy as it is, the other cores bring nothing.')]);
    }
  }
}
