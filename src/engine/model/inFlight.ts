/** How many requests were in flight at each moment of a scan, computed from the timings of its URLs. */

import { SPAN_KINDS, type Timings } from './timings.ts';

const QUEUE = SPAN_KINDS.indexOf('queue');
const WAIT = SPAN_KINDS.indexOf('wait');

/** From this time on (ms since the scan began), this many requests are in flight. */
export type Step = readonly [at: number, count: number];

/** @returns the changes in the order of time; the first is at 0 ms, the last has the count 0 */
export function inFlight(all: Iterable<Timings>): Step[] {
  const changes = new Map<number, number>();
  const change = (at: number, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const timings of all) {
    for (let at = 0; at + 2 < timings.length; at += 3) {
      // A URL that waits for its turn, or for the next try, has no request in flight.
      if (timings[at] === QUEUE || timings[at] === WAIT) continue;
      change(timings[at + 1] as number, 1);
      change(timings[at + 2] as number, -1);
    }
  }
  const steps: [number, number][] = [[0, 0]];
  let count = 0;
  for (const [at, by] of [...changes].sort(([a], [b]) => a - b)) {
    if (!by) continue;
    count += by;
    if (at === 0) steps[0] = [0, count];
    else steps.push([at, count]);
  }
  return steps;
}

/** The largest number of requests that were in flight at the same time. */
export function mostInFlight(all: Iterable<Timings>): number {
  return inFlight(all).reduce((most, [, count]) => Math.max(most, count), 0);
}
