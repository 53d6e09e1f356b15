/** Long work on a thread that has others to serve. */

import { setImmediate } from 'node:timers/promises';

/** In ms. A keystroke is not felt to wait for so long. */
const SLICE = 8;

/**
 * Does work that may be interrupted at each `yield`, in slices between which the event loop turns. Work that fits into one
 * slice is done at once.
 */
export async function inTurns<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + SLICE;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < end);
    await setImmediate();
  }
}

/** Does the same work in one go. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
