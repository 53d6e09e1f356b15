/** How many URLs are under way over the time of a scan, by what their time went into. */

import { SPAN_KINDS, type Timings } from './timings.ts';

const QUEUE = SPAN_KINDS.indexOf('queue');
const WAIT = SPAN_KINDS.indexOf('wait');

/** From here on so many are under way. Time: ms since the scan began. */
export type Step = readonly [at: number, count: number];

/** @returns steps in the order of time, one for each change; it begins at 0 and ends with 0 */
export function inFlight(all: Iterable<Timings>): Step[] {
  const changes = new Map<number, number>();
  const change = (at: number, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const timings of all) {
    for (let at = 0; at + 2 < timings.length; at += 3) {
      // Who waits for a turn, or for the next try, asks nobody for anything.
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

export function mostInFlight(all: Iterable<Timings>): number {
  return inFlight(all).reduce((most, [, count]) => Math.max(most, count), 0);
}
