/** How many threads libuv is given, for names, files and unpacking. */

import type { EngineOptions } from '../model/options.ts';

/** The most that libuv accepts. */
const MOST_THREADS = 1024;

/**
 * Names are resolved on libuv's pool, of which look-ups may use the half. With its usual four threads a few dead names
 * make living sites wait (libuv#1845), so there is a thread for the look-up of each request that is under way.
 * @returns a value for UV_THREADPOOL_SIZE, which is read when the pool is first used
 */
export function threadPoolSize({ concurrency }: Pick<EngineOptions, 'concurrency'>): number {
  return Math.min(MOST_THREADS, 2 * concurrency + 8);
}
