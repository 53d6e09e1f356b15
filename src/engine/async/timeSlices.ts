/** Long work on a thread that has others to serve. */

import { setImmediate } from 'node:timers/promises';

/** In ms. Nobody notices that a keystroke waits for so long. */
const SLICE = 8;

/**
 * Does work that may be interrupted at each `yield`, in slices between which the event loop turns. Work that fits into one
 * slice is done at once.
 */
export async function runInTimeSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + SLICE;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < end);
    await setImmediate();
  }
}

/** Does the same work without a pause. */
export function runAtOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
