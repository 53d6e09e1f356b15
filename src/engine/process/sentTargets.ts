/**
 * The targets of a scan on their way to another process. A list may have 100,000 of them, and 100,000 pairs take three
 * times as long to write as the URLs alone, on a thread that has others to serve.
 */

import { type Target, withIds } from '../model/target.ts';

export interface SentTargets {
  readonly urls: readonly string[];
  /** Absent when the id of each URL is its place, as in a scan of a whole list by one process. */
  readonly ids?: readonly number[];
}

export function toSentTargets(targets: readonly Target[]): SentTargets {
  const urls = targets.map(([, url]) => url);
  const isWhole = targets.every(([id], place) => id === place);
  return isWhole ? { urls } : { urls, ids: targets.map(([id]) => id) };
}

export function fromSentTargets({ ids, urls }: SentTargets): Target[] {
  return ids ? urls.map((url, place) => [ids[place] as number, url]) : withIds(urls);
}
