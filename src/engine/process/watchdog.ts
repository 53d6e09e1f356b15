/**
 * Watches the main thread of an engine process from a thread, which can see what the host cannot: on which page the main
 * thread stands still. The thread also ends the process when its host is gone, although the main thread is busy.
 *
 * A thread takes about 14 MB and 30 ms of a core. Messages of the main thread would cost the host more: one for each page,
 * since only they would tell which page it is. And no message can end a busy process whose host was killed. The processes
 * that scan one URL each have the thread for that reason alone. It starts when the first requests are out, so that it
 * takes time that the network needs anyway.
 */

import { writeSync } from 'node:fs';
import inspector from 'node:inspector';
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ScanId } from '../model/progress.ts';
import { BEAT, NOTHING, OTHER, SCAN, toRecord } from './beat.ts';
import {
  BUSY,
  createCells,
  IS_DEBUGGED,
  SCAN_ID,
  TARGET,
  TURNS,
  type WatchdogData,
  WORK,
} from './watchdogData.ts';

/** Path of the thread: next to this file in the sources, next to the bundle in the package. */
const THREAD = join(dirname(import.meta.filename), `watchdogThread${extname(import.meta.filename)}`);

/** In ms. By then, the first requests are out. */
const START_DELAY = 20;

export class Watchdog {
  readonly #cells = createCells();
  readonly #pipe: number | undefined;
  #isStarted = false;
  #startTimer: NodeJS.Timeout | undefined;
  #turns: NodeJS.Timeout | undefined;

  /** @param pipe file descriptor of the pipe to the host; without one, nothing is watched */
  constructor(pipe: number | undefined) {
    this.#pipe = pipe;
  }

  /** Watches until the answer to a request of the host has settled. */
  async during<Answer>(answer: () => Promise<Answer> | Answer): Promise<Answer> {
    this.#begin();
    try {
      return await answer();
    } finally {
      this.#end();
    }
  }

  /** Must be called before and after work on a page of a scan that occupies the thread. @param target `undefined` after it */
  workOnScan(scan: ScanId, target: number | undefined): void {
    this.#work(target === undefined ? NOTHING : SCAN, scan, target);
  }

  /** Must be called before and after work on a kept page. @param target `undefined` after it */
  readonly workOnPages = (target: number | undefined): void => {
    this.#work(target === undefined ? NOTHING : OTHER);
  };

  /** Runs work that no running scan is to blame for. */
  workOnOther<Result>(run: () => Result): Result {
    this.#work(OTHER);
    try {
      return run();
    } finally {
      this.#work(NOTHING);
    }
  }

  #work(work: number, scan: ScanId = 0, target = 0): void {
    if (!this.#isStarted) this.#start();
    Atomics.store(this.#cells, SCAN_ID, scan);
    Atomics.store(this.#cells, TARGET, target);
    Atomics.store(this.#cells, WORK, work);
  }

  #begin(): void {
    // Many short requests, one after another, leave the interval no time.
    this.#turn();
    if (Atomics.add(this.#cells, BUSY, 1) > 0) return;
    Atomics.notify(this.#cells, BUSY);
    // A debugger halts the main thread for as long as a person thinks.
    Atomics.store(this.#cells, IS_DEBUGGED, inspector.url() ? 1 : 0);
    this.#turns = setInterval(() => this.#turn(), BEAT / 2);
    if (!this.#isStarted) this.#startTimer ??= setTimeout(() => this.#start(), START_DELAY);
  }

  #end(): void {
    if (Atomics.sub(this.#cells, BUSY, 1) === 1) clearInterval(this.#turns);
  }

  #turn(): void {
    Atomics.add(this.#cells, TURNS, 1);
  }

  #start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    clearTimeout(this.#startTimer);
    if (this.#pipe === undefined) return;
    const data: WatchdogData = { cells: this.#cells, pipe: this.#pipe };
    const thread = new Worker(THREAD, { workerData: data, execArgv: [], stdin: false });
    thread.unref();
    // Without a thread, the host still has to hear that this process lives.
    thread.on('error', () => setInterval(() => beat(data.pipe), BEAT).unref());
  }
}

function beat(pipe: number): void {
  try {
    writeSync(pipe, toRecord({ stood: 0, work: NOTHING, scan: 0, target: 0 }));
  } catch {
    // The host is gone. The channel closes, too, which ends this process.
  }
}
