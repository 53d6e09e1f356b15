/** Runs long work in short slices, so that the thread can handle other events in between. */

import { setImmediate } from 'node:timers/promises';

/** In ms. A delay of this length is not noticed when typing. */
const SLICE = 8;

/**
 * Runs work that may be interrupted at each `yield`. After each slice, the event loop runs once. Work that fits into one
 * slice is not interrupted.
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

/** Runs the same kind of work without interruption. */
export function runAtOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
