/**
 * The watchdog of an engine process: a thread, because nothing else runs while the main thread stands still. At each beat
 * it tells the host how long the main thread has been standing, and on which page. If the host is gone, it ends the
 * process. It has no event loop of its own to wait for, so it ends with its process at once.
 */

import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BEAT, toRecord } from './beat.ts';
import { BUSY, IS_DEBUGGED, NEVER, SCAN_ID, TARGET, TURNS, type WatchdogData, WORK } from './watchdogData.ts';

const { cells, pipe } = workerData as WatchdogData;

let turns = -1;
let stood = 0;
let cpu = process.cpuUsage();
let last = performance.now();

while (true) {
  if (Atomics.load(cells, BUSY) === 0) {
    Atomics.wait(cells, BUSY, 0);
    turns = -1;
  }
  Atomics.wait(cells, NEVER, 0, BEAT);
  beat();
}

function beat(): void {
  const now = performance.now();
  const used = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  const turned = Atomics.load(cells, TURNS);
  const isStanding = turned === turns && !Atomics.load(cells, IS_DEBUGGED);
  stood = isStanding ? stood + standingTime(now - last, (used.user + used.system) / 1000) : 0;
  turns = turned;
  last = now;
  try {
    const [work, scan, target] = [WORK, SCAN_ID, TARGET].map(cell => Atomics.load(cells, cell));
    writeSync(pipe, toRecord({ stood, work, scan, target } as Parameters<typeof toRecord>[0]));
  } catch (error) {
    // The host has ended, or does not need this process any more. The main thread notices, too, unless it stands still.
    const isGone = (error as NodeJS.ErrnoException).code !== 'EAGAIN';
    if (isGone && stood > 0) process.kill(process.pid, 'SIGKILL');
  }
}

/**
 * The time that a beat adds to a standstill. The time of the processor counts: a machine that is suspended or under load
 * gives little of it, and the main thread is not to blame for that. Without any, the main thread waits for something
 * that does not come, and a beat counts half.
 * @param elapsed since the last beat, in ms
 * @param used time of the processor in all threads of this process since then, in ms
 */
function standingTime(elapsed: number, used: number): number {
  return Math.max(BEAT / 2, Math.min(elapsed, used));
}
