/** Processor time and memory that a scan used. */

/** Usage of one engine process, measured by the process itself, from its start to the end of the scan. */
export interface Usage {
  /** Processor time, user and system, in ms. */
  readonly cpu: number;
  /** Peak of resident memory, in bytes. */
  readonly peakMemory: number;
}

/** Usage of all engine processes of a scan. */
export interface ScanUsage extends Usage {
  /** Number of processes that took part in the scan. */
  readonly processes: number;
  /** Largest number of processes that were alive at the same time. */
  readonly mostAlive: number;
}

/** Usage of a process with its start and end, in ms. The clock is the same for all processes of a scan. */
export interface ProcessUsage extends Usage {
  readonly start: number;
  readonly end: number;
}

/** Usage of this process since its start. */
export function usageNow(): Usage {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage();
  return { cpu: Math.round((userCPUTime + systemCPUTime) / 1000), peakMemory: maxRSS * 1024 };
}

/**
 * Combines the usage of processes. Their peak of memory is the largest sum of the peaks of processes alive at the same
 * time. This is an upper bound.
 */
export function totalUsage(processes: readonly ProcessUsage[]): ScanUsage {
  const moments = processes.flatMap(({ end, peakMemory, start }) => [
    { at: start, alive: 1, memory: peakMemory },
    { at: end, alive: -1, memory: -peakMemory },
  ]);
  // At the same time, ends count before starts.
  moments.sort((a, b) => a.at - b.at || a.alive - b.alive);
  let alive = 0;
  let memory = 0;
  const most = { alive: 0, memory: 0 };
  for (const moment of moments) {
    alive += moment.alive;
    memory += moment.memory;
    most.alive = Math.max(most.alive, alive);
    most.memory = Math.max(most.memory, memory);
  }
  return {
    cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0),
    peakMemory: most.memory,
    processes: processes.length,
    mostAlive: most.alive,
  };
}
