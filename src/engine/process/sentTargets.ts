/**
 * The targets of a scan in a message to another process. A list may have 100,000 targets. Serializing that many pairs
 * takes three times as long as the URLs alone, and blocks the extension host.
 */

import { type Target, withIds } from '../model/target.ts';

export interface SentTargets {
  readonly urls: readonly string[];
  /** Absent if the id of each URL is its index, as when one process scans a whole list. */
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
