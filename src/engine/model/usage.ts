/** What a scan took from the machine. */

/** Of one engine process, as it says itself, from its start to the end of the scan. */
export interface Usage {
  /** Time of the processor, user and system, in ms. */
  readonly cpu: number;
  /** The most memory that was resident, in bytes. */
  readonly peakMemory: number;
}

/** Of all engine processes of a scan. */
export interface ScanUsage extends Usage {
  /** Processes that had a part in it. */
  readonly processes: number;
  /** The most that were alive at once. */
  readonly mostAlive: number;
}

/** The usage of a process that ran from start to end, in ms of any clock. */
export interface ProcessUsage extends Usage {
  readonly start: number;
  readonly end: number;
}

export function usageNow(): Usage {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage();
  return { cpu: Math.round((userCPUTime + systemCPUTime) / 1000), peakMemory: maxRSS * 1024 };
}

/** The peak of all is the largest sum of the peaks of those alive at once: never less than what there was. */
export function totalUsage(processes: readonly ProcessUsage[]): ScanUsage {
  const moments = processes.flatMap(({ end, peakMemory, start }) => [
    { at: start, alive: 1, memory: peakMemory },
    { at: end, alive: -1, memory: -peakMemory },
  ]);
  // A process that ends makes room for one that begins at the same time.
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
