/** The state of a running scan. */

/** The number of a scan. Unique in the process that started the scan. */
export type ScanId = number;

/**
 * What changed since the last progress message. Targets that already have an outcome are left out.
 * Targets are ids. Times are in ms since the scan began.
 */
export interface Progress {
  /** Targets that left the queue, with the time. */
  readonly started: readonly (readonly [target: number, at: number])[];
  /** Targets that started to wait for the next try; `null` if the wait is over. */
  readonly waiting: readonly (readonly [target: number, wait: Wait | null])[];
  /** Hosts that asked for a pause. All targets of the host wait until it is over. */
  readonly holds: readonly (readonly [host: string, wait: Wait])[];
  /** Hosts that were given up at once, because they asked for a longer pause than a scan makes. */
  readonly givenUp?: readonly string[];
}

export interface Wait {
  readonly until: number;
  /** HTTP status of the response that asked for the pause. Absent if the pause is the engine's own rule. */
  readonly status?: number;
}

/**
 * @param until in the caller's time
 * @param status of the response that asks for the pause; absent if the pause is the engine's own rule
 */
export function waitUntil(until: number, status?: number): Wait {
  return { until, ...(status === undefined ? {} : { status }) };
}
