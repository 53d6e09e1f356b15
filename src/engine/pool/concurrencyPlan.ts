/** The concurrency models: how many engine processes a scan has, and how many requests are under way at once in each. */

import type { EngineOptions } from '../model/options.ts';
import { MOST_UNREAD } from '../scan/outbox.ts';
import { mostProcesses, processesFor } from './divideList.ts';

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
