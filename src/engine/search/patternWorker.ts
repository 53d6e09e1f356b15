/** Runs a regular expression over one page after another, in a thread that can be ended when it takes too long. */

import { parentPort, workerData } from 'node:worker_threads';
import { findRanges } from './ranges.ts';

/** What the worker is started with. */
export interface PatternData {
  readonly source: string;
  readonly flags: string;
}

const { source, flags } = workerData as PatternData;
const pattern = new RegExp(source, flags);

parentPort?.on('message', (text: string) => {
  const ranges = findRanges(text, pattern);
  parentPort?.postMessage(ranges, [ranges.buffer]);
});
// Only now does the time of a page begin to count.
parentPort?.postMessage('ready');
