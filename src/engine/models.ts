/** The concurrency models: how many engine processes a scan has, and how many requests are under way at once in each. */

import * as l10n from '@vscode/l10n';
import type { EngineOptions } from './options.ts';
import { MOST_UNREAD } from './outbox.ts';
import { mostProcesses, processesFor } from './shares.ts';

/** In the order in which they are shown: from no concurrency at all to the most of it. */
export const MODELS = ['oneAtATime', 'allAtOnce', 'pool', 'queue', 'processPerUrl', 'processPool'] as const;

export type ModelName = (typeof MODELS)[number];

export const USUAL_MODEL: ModelName = 'pool';

/** What the machine that scans has. */
export interface Machine {
  readonly cores: number;
  /** Requests that one process may have under way at once, by its open files. */
  readonly room: number;
}

/** How a model runs a list. */
export interface Plan {
  /** Engine processes that are alive at once, at most. */
  readonly processes: number;
  /** Requests under way at once in each of them, at most. */
  readonly requests: number;
  /** Whether a process ends with its one URL, and the next URL gets a new one. */
  readonly isProcessPerUrl: boolean;
  /** Batches of outcomes on their way to the reader at once; a process with more of them takes no further URL. */
  readonly mostUnread: number;
  /** Why it is less than the model's name says. */
  readonly cap?: 'openFiles' | 'processes';
}

/** Each process needs some 100 ms of a core, and some 80 MB, before it sends anything. */
const PROCESSES_PER_CORE = 4;
const MOST_PROCESSES = 32;

/** @param targets URLs of the list */
export function planOf(
  {
    concurrency,
    model,
    processes,
    transport,
  }: Pick<EngineOptions, 'concurrency' | 'model' | 'processes' | 'transport'>,
  targets: number,
  { cores, room }: Machine,
): Plan {
  const plan = { isProcessPerUrl: false, mostUnread: MOST_UNREAD, processes: 1 };
  // What the host carries has its limit there.
  const most = transport === 'vscode' ? 1 : cores;
  switch (model) {
    case 'oneAtATime':
      return { ...plan, requests: 1 };
    case 'allAtOnce': {
      const requests = Math.max(1, Math.min(targets, room));
      return { ...plan, requests, ...(requests < targets ? { cap: 'openFiles' } : {}) };
    }
    case 'queue':
      return { ...plan, requests: concurrency, mostUnread: 1 };
    case 'processPerUrl': {
      const alive = Math.min(targets, PROCESSES_PER_CORE * most, MOST_PROCESSES);
      const capped = alive < targets ? ({ cap: 'processes' } as const) : {};
      return { ...plan, isProcessPerUrl: true, processes: Math.max(1, alive), requests: 1, ...capped };
    }
    case 'processPool':
      return divided(plan, concurrency, Math.max(1, Math.min(most, MOST_PROCESSES, targets)));
    case 'pool':
      return divided(plan, concurrency, processesFor(targets, mostProcesses(processes, most)));
  }
}

/** All processes together have as many requests under way as one would. */
function divided(plan: Omit<Plan, 'requests'>, concurrency: number, processes: number): Plan {
  return { ...plan, processes, requests: Math.max(1, Math.floor(concurrency / processes)) };
}

export interface ModelTexts {
  readonly name: string;
  /** What the tutorial calls it. */
  readonly tutorial: string;
  /** How it runs, in a sentence. */
  readonly how: string;
}

export function modelTexts(model: ModelName): ModelTexts {
  switch (model) {
    case 'oneAtATime':
      return {
        name: l10n.t('One at a time'),
        tutorial: 'for url in urls',
        how: l10n.t('One process, one request: the next one begins when the last one has ended.'),
      };
    case 'allAtOnce':
      return {
        name: l10n.t('All at once'),
        tutorial: 'threading.Thread',
        how: l10n.t('One process, and a request for each URL at the same time.'),
      };
    case 'pool':
      return {
        name: l10n.t('A pool'),
        tutorial: 'ThreadPoolExecutor, asyncio',
        how: l10n.t('A fixed number of requests at once; who is done takes the next URL.'),
      };
    case 'queue':
      return {
        name: l10n.t('Messages in a queue'),
        tutorial: 'queue.Queue',
        how: l10n.t(
          'A pool whose results go through a queue for one batch: it waits until that one has been read.',
        ),
      };
    case 'processPerUrl':
      return {
        name: l10n.t('A process per URL'),
        tutorial: 'multiprocessing.Process',
        how: l10n.t('A new process for each URL, which ends with it; a few are alive at once.'),
      };
    case 'processPool':
      return {
        name: l10n.t('A pool of processes'),
        tutorial: 'ProcessPoolExecutor',
        how: l10n.t('A process for each core of the machine, and the list divided among them by host.'),
      };
  }
}

/** Why fewer are at once than the model's name says; `undefined` where they are not. */
export function capText({ cap, processes, requests }: Plan): string | undefined {
  switch (cap) {
    case 'openFiles':
      return l10n.t('Capped at {0} requests, since this system lets a process open no more files.', requests);
    case 'processes':
      return l10n.t(
        'Capped at {0} processes alive at once, for the memory and the cores of this machine.',
        processes,
      );
    default:
      return undefined;
  }
}
