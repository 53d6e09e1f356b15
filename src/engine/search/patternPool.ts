/** Runs a regular expression of the user in worker threads, which can be stopped. */

import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { type Failure, FailureError, failure } from '../model/failure.ts';
import { seconds } from '../wording/units.ts';
import type { PatternData } from './patternWorker.ts';
import type { Ranges } from './ranges.ts';

/** Path of the worker: next to this file in the sources, next to the bundle in the package. */
const WORKER = join(dirname(import.meta.filename), `patternWorker${extname(import.meta.filename)}`);

/** Limit for the threads. An expression that is stuck on a page blocks one of them; other pages use the rest. */
const MOST_WORKERS = 4;

/** If a page waits longer than this for a thread, another thread is started. */
const START_DELAY_MS = 20;

interface Job {
  readonly text: string;
  readonly signal: AbortSignal;
  readonly resolve: (ranges: Ranges) => void;
  readonly reject: (reason: FailureError) => void;
  readonly onAbort: () => void;
  readonly onStart: () => void;
}

interface Thread {
  readonly worker: Worker;
  /** The page that the thread is searching. */
  job?: Job | undefined;
  isStarting: boolean;
  timer?: NodeJS.Timeout | undefined;
}

/** Searches many pages for one expression. If a page takes too long, only its thread is stopped. */
export class PatternPool {
  readonly #data: PatternData;
  readonly #limit: number;
  readonly #waiting = new Set<Job>();
  readonly #threads = new Set<Thread>();
  readonly #idle: Thread[] = [];
  /** Starts another thread after {@link START_DELAY_MS}. */
  #startTimer: NodeJS.Timeout | undefined;
  #isEnded = false;

  /** @param limit for each page, in ms, from when a thread begins to search it */
  constructor({ source, flags }: RegExp, limit: number) {
    this.#data = { source, flags };
    this.#limit = limit;
    // The first thread starts while the first pages are still being fetched.
    this.#start();
  }

  /**
   * Finds the matches in a page. Settles within the limit after a thread is free, or when the signal is aborted.
   * @param onStart is called when a thread begins to search the page
   * @throws {FailureError} REGEX_TIMEOUT; INTERNAL if the thread fails
   */
  find(text: string, signal: AbortSignal, onStart = () => {}): Promise<Ranges> {
    return new Promise((resolve, reject) => {
      const job: Job = { text, signal, resolve, reject, onAbort: () => this.#abort(job), onStart };
      if (signal.aborted || this.#isEnded) {
        reject(new FailureError(outOfTime()));
        return;
      }
      signal.addEventListener('abort', job.onAbort, { once: true });
      this.#waiting.add(job);
      this.#dispatch();
    });
  }

  /** Ends all threads. Pages that are waiting or being searched are rejected. */
  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#startTimer);
    for (const job of this.#waiting) this.#reject(job, outOfTime());
    const threads = [...this.#threads];
    await Promise.all(threads.map(thread => this.#stop(thread, outOfTime())));
  }

  #dispatch(): void {
    for (const job of this.#waiting) {
      const thread = this.#idle.pop();
      if (!thread) break;
      this.#waiting.delete(job);
      thread.job = job;
      job.onStart();
      thread.timer = setTimeout(() => {
        void this.#stop(
          thread,
          failure(
            'REGEX_TIMEOUT',
            l10n.t(
              'The regular expression took longer than {0} on this page; try a simpler one',
              seconds(this.#limit),
            ),
          ),
        );
      }, this.#limit);
      thread.worker.postMessage(job.text);
    }
    if (!this.#waiting.size || this.#isEnded || this.#threads.size >= MOST_WORKERS) return;
    if (this.#threads.size === 0) this.#start();
    // Starting a thread takes longer than searching most pages, and two threads that start together slow each other.
    else if (![...this.#threads].some(({ isStarting }) => isStarting))
      this.#startTimer ??= setTimeout(() => {
        this.#startTimer = undefined;
        if (this.#waiting.size && this.#threads.size < MOST_WORKERS) this.#start();
        this.#dispatch();
      }, START_DELAY_MS);
  }

  #start(): void {
    const worker = new Worker(WORKER, { workerData: this.#data, execArgv: [], stdin: false });
    const thread: Thread = { worker, isStarting: true };
    this.#threads.add(thread);
    worker.on('message', (message: 'ready' | Ranges) => {
      const { job } = thread;
      clearTimeout(thread.timer);
      thread.job = undefined;
      thread.isStarting = false;
      if (job && message !== 'ready') {
        job.signal.removeEventListener('abort', job.onAbort);
        job.resolve(message);
      }
      if (!this.#threads.has(thread)) return;
      this.#idle.push(thread);
      this.#dispatch();
    });
    worker.on('error', error => {
      void this.#stop(thread, brokenDown(error));
    });
    worker.on('exit', code => {
      void this.#stop(thread, brokenDown(new Error(`the thread ended with ${code}`)));
    });
  }

  async #stop(thread: Thread, reason: Failure): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    const idle = this.#idle.indexOf(thread);
    if (idle >= 0) this.#idle.splice(idle, 1);
    clearTimeout(thread.timer);
    if (thread.job) this.#reject(thread.job, reason);
    thread.job = undefined;
    this.#dispatch();
    await thread.worker.terminate();
  }

  #abort(job: Job): void {
    if (this.#waiting.delete(job)) {
      this.#reject(job, outOfTime());
      return;
    }
    for (const thread of this.#threads) if (thread.job === job) void this.#stop(thread, outOfTime());
  }

  #reject(job: Job, reason: Failure): void {
    this.#waiting.delete(job);
    job.signal.removeEventListener('abort', job.onAbort);
    job.reject(new FailureError(reason));
  }
}

function outOfTime(): Failure {
  return failure(
    'REGEX_TIMEOUT',
    l10n.t(
      'The time limit of this URL was reached before the regular expression finished; try a simpler one',
    ),
  );
}

function brokenDown(error: Error): Failure {
  return failure(
    'INTERNAL',
    l10n.t('The regular expression failed on this page; try a simpler one'),
    `${error.message}`,
  );
}
