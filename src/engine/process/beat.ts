/** What the watchdog of an engine process tells its host, in records of a fixed size, through a pipe of its own. */

import type { ScanId } from '../model/progress.ts';

/** The argument of an engine process that has the pipe. */
export const WATCHDOG_ARGUMENT = '--watchdog';

/** File descriptor of the pipe. The first four are standard input, output and error, and the channel. */
export const WATCHDOG_PIPE = 4;

/** Time between two beats, in ms. */
export const BEAT = 250;

/** What the main thread works on without a pause, so that it would be to blame for a standstill. */
export const NOTHING = 0;
/** A page of a running scan. */
export const SCAN = 1;
/** A page that is searched again or shown, or anything else for which no running scan is to blame. */
export const OTHER = 2;

export interface Beat {
  /** How long the main thread has not handled any event, in ms (see `watchdogThread.ts`); 0 if it does. */
  readonly stood: number;
  readonly work: number;
  /** The scan and the target that the main thread works on, if the work is {@link SCAN}. */
  readonly scan: ScanId;
  readonly target: number;
}

/** Size of a record, in bytes. */
export const BEAT_SIZE = 4 * Int32Array.BYTES_PER_ELEMENT;

export function toRecord({ scan, stood, target, work }: Beat): Buffer {
  const record = Buffer.alloc(BEAT_SIZE);
  for (const [place, value] of [stood, work, scan, target].entries()) {
    record.writeInt32LE(Math.round(value), place * Int32Array.BYTES_PER_ELEMENT);
  }
  return record;
}

/** @param record of {@link BEAT_SIZE} bytes */
export function fromRecord(record: Buffer): Beat {
  const [stood, work, scan, target] = [0, 4, 8, 12].map(at => record.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return { stood, work, scan, target };
}
