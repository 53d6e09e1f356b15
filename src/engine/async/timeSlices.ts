/** Runs long work in short slices, so that the thread can handle other events in between. */

import { setImmediate } from 'node:timers/promises';

/** In ms. A delay of this length is not noticed when typing. */
const SLICE = 8;

/**
 * Runs work that may be interrupted at each `yield`. After each slice, the event loop runs once. Work that fits into one
 * slice is not interrupted.
 * @param run is given each slice, and runs it at once
 */
export async function runInTimeSlices<Result>(
  work: Generator<void, Result>,
  run: <T>(slice: () => T) => T = slice => slice(),
): Promise<Result> {
  for (;;) {
    const { done, value } = run(() => runSlice(work));
    if (done) return value;
    await setImmediate();
  }
}

function runSlice<Result>(work: Generator<void, Result>): IteratorResult<void, Result> {
  const end = performance.now() + SLICE;
  for (;;) {
    const step = work.next();
    if (step.done || performance.now() >= end) return step;
  }
}

/** Runs the same kind of work without interruption. */
export function runAtOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
