/** What the second lane of a comparison runs, and what comes of it. */

import type { ModelName } from '../model/concurrencyModel.ts';

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
