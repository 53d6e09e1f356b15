/**
 * Work that burns the processor and needs no network: pages that are there are read as text and searched, again and again.
 * By itself, or by threads that share it out among themselves.
 */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readableText } from '../content/readableText.ts';
import { compileTerm, type Term } from '../model/term.ts';
import { inFormC } from './normalForm.ts';
import { findRanges } from './ranges.ts';

export interface MatchJob {
  /** Pages, as text. */
  readonly pages: readonly string[];
  readonly term: Term;
  /** How often each page is searched. */
  readonly times: number;
  /** Threads that share the pages out among themselves; 0 for none but the one that there is. */
  readonly threads: number;
}

/** Where the counters are in the shared memory. */
const NEXT = 0;
const MATCHES = 1;

export interface ThreadData extends MatchJob {
  readonly counters: Int32Array;
}

/**
 * @param module path of the program that calls {@link matchInThread} when it is started as a thread
 * @returns how often the term was found, each search counted
 */
export async function runMatchJob(job: MatchJob, module: string): Promise<number> {
  const counters = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const data: ThreadData = { ...job, counters };
  if (job.threads === 0) {
    matchInThread(data);
  } else {
    const threads = Array.from({ length: job.threads }, () => new Worker(module, { workerData: data }));
    await Promise.all(threads.map(thread => once(thread, 'exit')));
  }
  return Atomics.load(counters, MATCHES);
}

/**
 * Takes one page after another until none is left. The two counters are all that is shared: each is changed by a single
 * atomic instruction, so that no two threads take the same page or lose a count, and none waits for a lock.
 */
export function matchInThread({ counters, pages, term, times }: ThreadData): void {
  const pattern = compileTerm(term);
  while (true) {
    const page = pages[Atomics.add(counters, NEXT, 1)];
    if (page === undefined) return;
    for (let time = 0; time < times; time++) Atomics.add(counters, MATCHES, matchesOn(page, pattern));
  }
}

function matchesOn(page: string, pattern: RegExp): number {
  const { text } = readableText(page, 'html').map;
  return findRanges(inFormC(text)?.text ?? text, pattern).length / 2;
}
