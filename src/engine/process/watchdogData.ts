/** The memory that the main thread of an engine process shares with its watchdog. */

/** Indexes of the cells. How many requests of the host are being answered; the watchdog sleeps at 0. */
export const BUSY = 0;
/** Is increased whenever the main thread handles events. */
export const TURNS = 1;
/** What the main thread works on (see `beat.ts`). */
export const WORK = 2;
export const SCAN_ID = 3;
export const TARGET = 4;
/** Whether a debugger may halt the main thread. */
export const IS_DEBUGGED = 5;
/** Never changes, so that waiting for it lasts for the time limit. */
export const NEVER = 6;

/** The `workerData` of the watchdog. */
export interface WatchdogData {
  readonly cells: Int32Array;
  /** File descriptor of the pipe to the host. */
  readonly pipe: number;
}

export function createCells(): Int32Array {
  return new Int32Array(new SharedArrayBuffer((NEVER + 1) * Int32Array.BYTES_PER_ELEMENT));
}
