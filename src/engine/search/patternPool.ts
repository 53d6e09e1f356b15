/** Regular expressions of a person's own, run where they can be stopped. */

import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { type Failure, FailureError, failure } from '../model/failure.ts';
import { seconds } from '../wording/units.ts';
import type { PatternData } from './patternWorker.ts';
import type { Ranges } from './ranges.ts';

/** Beside this file in the sources, and beside the bundle in the package. */
const WORKER = join(dirname(import.meta.filename), `patternWorker${extname(import.meta.filename)}`);

/** Pages that an expression is stuck on keep as many threads busy; others go on in what is left. */
const MOST_WORKERS = 4;

/** In ms. A page that waits longer than this for a thread gets another one. */
const PATIENCE = 20;

interface Job {
  readonly text: string;
  readonly signal: AbortSignal;
  readonly resolve: (ranges: Ranges) => void;
  readonly reject: (reason: FailureError) => void;
  readonly onAbort: () => void;
}

interface Thread {
  readonly worker: Worker;
  /** The page that it is working on. */
  job?: Job | undefined;
  isStarting: boolean;
  timer?: NodeJS.Timeout | undefined;
}

/** Looks for one expression in many pages. A page that takes too long costs its own thread, and nothing else. */
export class PatternPool {
  readonly #data: PatternData;
  readonly #budget: number;
  readonly #waiting = new Set<Job>();
  readonly #threads = new Set<Thread>();
  readonly #idle: Thread[] = [];
  #patience: NodeJS.Timeout | undefined;
  #isEnded = false;

  /** @param budget for each page, in ms, from when a thread begins with it */
  constructor({ source, flags }: RegExp, budget: number) {
    this.#data = { source, flags };
    this.#budget = budget;
    // The first pages are still on their way while it starts.
    this.#start();
  }

  /**
   * Settles within the budget once a thread is free, and at once when the signal is aborted.
   * @throws {FailureError} REGEX_TIMEOUT; INTERNAL when the thread breaks down
   */
  find(text: string, signal: AbortSignal): Promise<Ranges> {
    return new Promise((resolve, reject) => {
      const job: Job = { text, signal, resolve, reject, onAbort: () => this.#abort(job) };
      if (signal.aborted || this.#isEnded) {
        reject(new FailureError(outOfTime()));
        return;
      }
      signal.addEventListener('abort', job.onAbort, { once: true });
      this.#waiting.add(job);
      this.#dispatch();
    });
  }

  /** Ends all threads; what they were working on is rejected. */
  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#patience);
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
      thread.timer = setTimeout(() => {
        void this.#stop(
          thread,
          failure(
            'REGEX_TIMEOUT',
            l10n.t(
              'The regular expression took longer than {0} on this page; a simpler one may not',
              seconds(this.#budget),
            ),
          ),
        );
      }, this.#budget);
      thread.worker.postMessage(job.text);
    }
    if (!this.#waiting.size || this.#isEnded || this.#threads.size >= MOST_WORKERS) return;
    if (this.#threads.size === 0) this.#start();
    // A thread that starts takes longer than most pages, and two that start at once hold each other up.
    else if (![...this.#threads].some(({ isStarting }) => isStarting))
      this.#patience ??= setTimeout(() => {
        this.#patience = undefined;
        if (this.#waiting.size && this.#threads.size < MOST_WORKERS) this.#start();
        this.#dispatch();
      }, PATIENCE);
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
      'The regular expression was not through with this page when its time was over; a simpler one may be',
    ),
  );
}

function brokenDown(error: Error): Failure {
  return failure(
    'INTERNAL',
    l10n.t('The regular expression broke down on this page; a simpler one may not'),
    `${error.message}`,
  );
}
