/** A scan under way: its number, and what is going on in it. */

/** A scan's number, unique in the life of the extension. */
export type ScanId = number;

/**
 * What became under way since the last message, apart from what has its outcome already. Targets are ids; times are in ms
 * since the scan began.
 */
export interface Progress {
  /** Targets that left the queue. */
  readonly started: readonly (readonly [target: number, at: number])[];
  /** Targets under way that wait for their next try, or do so no more. */
  readonly waiting: readonly (readonly [target: number, wait: Wait | null])[];
  /** Hosts that asked for a pause, which all their targets wait for. */
  readonly holds: readonly (readonly [host: string, wait: Wait])[];
}

export interface Wait {
  readonly until: number;
  /** The HTTP status of the answer that asked for the pause; absent where it is our own rule. */
  readonly status?: number;
}
