/** The sort orders of results, and a fast way to get the first results in such an order. */

import { mentionCount } from '../../engine/model/outcome.ts';
import { hostOf } from '../../engine/url/urlParts.ts';
import type { TrackedLine } from '../model/trackedLines.ts';

export const SORTINGS = ['list', 'host', 'time', 'count'] as const;

export type Sorting = (typeof SORTINGS)[number];

export type Compare<T> = (a: T, b: T) => number;

/**
 * @param targets URLs by target id
 * @returns `undefined` for the order of the list, in which lines are already
 */
export function compareLines(sorting: Sorting, targets: readonly string[]): Compare<TrackedLine> | undefined {
  const byListOrder: Compare<TrackedLine> = (a, b) => a.index - b.index;
  const host = ({ target, text }: TrackedLine) =>
    target === undefined ? text : hostOf(targets[target] ?? '');
  switch (sorting) {
    case 'list':
      return undefined;
    case 'host':
      return (a, b) => compareText(host(a), host(b)) || byListOrder(a, b);
    case 'time':
      return (a, b) => (b.outcome?.ms ?? 0) - (a.outcome?.ms ?? 0) || byListOrder(a, b);
    case 'count':
      return (a, b) => countOf(b) - countOf(a) || byListOrder(a, b);
  }
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The first items in an order. It does not sort all items: a view shows some hundred of a hundred thousand lines and
 * repaints four times a second. All other items are only compared with the last of the first ones.
 * @param count number of items to return
 */
export function firstOf<T>(
  items: readonly T[],
  count: number,
  compare: Compare<T> | undefined,
): readonly T[] {
  if (!compare) return items.slice(0, count);
  const first: T[] = [];
  for (const item of items) {
    const last = first[count - 1];
    if (last !== undefined && compare(last, item) <= 0) continue;
    first.splice(insertionIndex(first, item, compare), 0, item);
    if (first.length > count) first.pop();
  }
  return first;
}

/** Index at which to insert an item into a sorted array; after equal items. */
function insertionIndex<T>(sorted: readonly T[], item: T, compare: Compare<T>): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] as T, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countOf({ outcome }: TrackedLine): number {
  return outcome ? mentionCount(outcome) : 0;
}

export interface RankedHost {
  readonly host: string;
  readonly rank: number;
}

const byRank: Compare<RankedHost> = (a, b) => b.rank - a.rank;

/** How hosts are sorted; `undefined` for the order of their first lines. */
export const COMPARE_HOSTS: Readonly<Record<Sorting, Compare<RankedHost> | undefined>> = {
  list: undefined,
  host: (a, b) => compareText(a.host, b.host),
  time: byRank,
  count: byRank,
};

/** The value that hosts are sorted by: the time of the slowest page in ms, or the sum of all mentions. */
export function rankOf(sorting: Sorting, lines: readonly TrackedLine[]): number {
  if (sorting === 'time') return lines.reduce((most, { outcome }) => Math.max(most, outcome?.ms ?? 0), 0);
  if (sorting !== 'count') return 0;
  return lines.reduce((sum, { outcome }) => sum + (outcome ? mentionCount(outcome) : 0), 0);
}
