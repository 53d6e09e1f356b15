/** Plans the processes of a scan, by its concurrency model: how many, and how many concurrent requests in each. */

import type { EngineOptions } from '../model/options.ts';
import { MOST_UNREAD } from '../scan/outbox.ts';
import { mostProcesses, processesFor } from './divideList.ts';

/** The resources of the machine that scans. */
export interface Machine {
  readonly cores: number;
  /** Maximum number of concurrent requests in one process, by the limit of open files. */
  readonly room: number;
}

/** How a concurrency model runs a list. */
export interface Plan {
  /** Maximum number of engine processes that are alive at once. */
  readonly processes: number;
  /** Maximum number of concurrent requests in each process. */
  readonly requests: number;
  /** Whether each URL has a process of its own, which ends with it. */
  readonly isProcessPerUrl: boolean;
  /** Maximum number of batches of outcomes that are sent but not read. At this number, a process takes no further URL. */
  readonly mostUnread: number;
  /** The limit because of which the model runs fewer than one request or process for each URL. */
  readonly cap?: 'openFiles' | 'processes';
}

/** Starting a process takes about 100 ms of a core, and about 80 MB. */
const PROCESSES_PER_CORE = 4;
const MOST_PROCESSES = 32;

/** @param targets number of URLs in the list */
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
  // With the host's `fetch`, the host is the bottleneck, so more processes do not help.
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

/** Divides the concurrent requests of one process among several. */
function divided(plan: Omit<Plan, 'requests'>, concurrency: number, processes: number): Plan {
  return { ...plan, processes, requests: Math.max(1, Math.floor(concurrency / processes)) };
}
