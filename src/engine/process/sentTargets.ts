/**
 * The targets of a scan in a message to another process. A list may have 100,000 targets. Serializing that many pairs
 * takes three times as long as the URLs alone, and blocks the extension host.
 */

import { type Target, withIds } from '../model/target.ts';

export interface SentTargets {
  readonly urls: readonly string[];
  /** Absent if the id of each URL is its index, as when one process scans a whole list. */
  readonly ids?: readonly number[];
  /** Indexes of the URLs whose scheme is assumed; absent if there are none. */
  readonly assumed?: readonly number[];
  /** By the indexes of the URLs; absent if there are none. */
  readonly fragments?: readonly (readonly [index: number, fragments: readonly string[]])[];
}

export function toSentTargets(targets: readonly Target[]): SentTargets {
  const urls = targets.map(([, url]) => url);
  const isWhole = targets.every(([id], place) => id === place);
  const assumed = targets.flatMap(([, , isSchemeAssumed], place) => (isSchemeAssumed ? [place] : []));
  const fragments = targets.flatMap(([, , , each], place) => (each ? [[place, each] as const] : []));
  return {
    urls,
    ...(isWhole ? {} : { ids: targets.map(([id]) => id) }),
    ...(assumed.length ? { assumed } : {}),
    ...(fragments.length ? { fragments } : {}),
  };
}

export function fromSentTargets({ assumed, fragments, ids, urls }: SentTargets): Target[] {
  const targets = withIds(urls, new Set(assumed), new Map(fragments));
  return ids ? targets.map(([place, ...url]) => [ids[place] as number, ...url]) : targets;
}
