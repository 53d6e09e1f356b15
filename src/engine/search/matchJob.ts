/**
 * Work for the processor without the network: searches the same pages repeatedly, in the calling thread or in several
 * threads. The comparison of concurrency models measures it.
 */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readableText } from '../content/readableText.ts';
import { compileTerm, type Term } from '../model/term.ts';
import { asRead } from '../wording/asRead.ts';
import { formC } from '../wording/formC.ts';
import { findRanges } from './ranges.ts';

export interface MatchJob {
  /** Sources of HTML pages. */
  readonly pages: readonly string[];
  readonly term: Term;
  /** Number of searches of each page. */
  readonly times: number;
  /** Number of threads that divide the pages among themselves. 0: the calling thread does all. */
  readonly threads: number;
}

/** Indexes of the counters in the shared memory: of the next page, and of the matches. */
const NEXT = 0;
const MATCHES = 1;

export interface ThreadData extends MatchJob {
  readonly counters: Int32Array;
}

/**
 * Runs a job.
 * @param module path of a program that calls {@link matchInThread} when it is started as a thread
 * @returns the number of matches in all searches
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
 * Searches one page after another until none is left. Threads only share two counters. Each is changed by one atomic
 * instruction, so that no page is taken twice, no count is lost, and no thread waits for a lock.
 */
export function matchInThread({ counters, pages, term, times }: ThreadData): void {
  const pattern = compileTerm(term, 'text');
  while (true) {
    const page = pages[Atomics.add(counters, NEXT, 1)];
    if (page === undefined) return;
    for (let time = 0; time < times; time++)
      Atomics.add(counters, MATCHES, matchesOn(page, pattern, term.wholeWord));
  }
}

function matchesOn(page: string, pattern: RegExp, hasWords: boolean): number {
  const { text } = readableText(page, 'html').map;
  return findRanges(formC(asRead(text, hasWords)), pattern).length / 2;
}
