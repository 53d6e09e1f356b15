/** The models and results of the CPU part of a comparison. It searches pages without the network. */

import type { ModelName } from '../model/concurrencyModel.ts';

/** The tutorial also has threads with shared memory. Requests gain nothing from them (see CONTRIBUTING.md). */
export type CpuModel = ModelName | 'sharedMemory';

export interface CpuResult {
  readonly model: CpuModel;
  readonly name: string;
  readonly tutorial: string;
  /** Number of processes, or of threads in one process, that worked at once. */
  readonly workers: number;
  /** Time in ms, including the start of processes and threads. */
  readonly wall: number;
  /** CPU time of all processes, in ms. */
  readonly cpu: number;
  /** Number of matches in all searches. It is the same with each model. */
  readonly matches: number;
  readonly pages: number;
  /** How often each page was searched. */
  readonly times: number;
}
