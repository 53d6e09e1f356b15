/** A thread that searches one page after another for a regular expression. The pool ends it if a page takes too long. */

import { parentPort, workerData } from 'node:worker_threads';
import { findRanges } from './ranges.ts';

/** The `workerData` of the thread. */
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
// The pool sends the first page after this, so that starting the thread does not count as time of the page.
parentPort?.postMessage('ready');
