/** The size of libuv's thread pool, which looks up names, reads files and unpacks. */

import type { EngineOptions } from '../model/options.ts';

/** The maximum that libuv accepts. */
const MOST_THREADS = 1024;

/**
 * The number of threads for a scan. Look-ups may use half of the pool. With the default of four threads, a few names that
 * do not exist delay all other sites (libuv#1845), so each concurrent request has a thread for its look-up.
 * @returns a value for UV_THREADPOOL_SIZE, which libuv reads when it first uses the pool
 */
export function threadPoolSize({ concurrency }: Pick<EngineOptions, 'concurrency'>): number {
  return Math.min(MOST_THREADS, 2 * concurrency + 8);
}
