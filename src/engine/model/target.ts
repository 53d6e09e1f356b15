/** What is fetched: a URL with the id that it keeps from the document to the outcome. */

/**
 * The id is the URL's place in {@link import('./list.ts').List.targets} of its document. It stays the same when only some
 * of them are scanned, or when several processes share them. Whatever is told of a target names this id.
 */
export type Target = readonly [
  id: number,
  url: string,
  isSchemeAssumed?: boolean,
  /** What is looked for in the page: see {@link import('./fragments.ts').fragmentsOf}. */
  fragments?: readonly string[],
];

/**
 * @param urls all targets of a list, in their order
 * @param assumed ids of those whose text names no scheme
 * @param fragments by the ids of those in whose pages fragments are looked for
 */
export function withIds(
  urls: readonly string[],
  assumed: ReadonlySet<number> = new Set(),
  fragments: ReadonlyMap<number, readonly string[]> = new Map(),
): Target[] {
  return urls.map((url, id) => targetOf(id, url, assumed.has(id), fragments.get(id)));
}

export function targetOf(
  id: number,
  url: string,
  isSchemeAssumed: boolean,
  fragments: readonly string[] = [],
): Target {
  if (fragments.length) return [id, url, isSchemeAssumed, fragments];
  return isSchemeAssumed ? [id, url, true] : [id, url];
}

/** The length of an array that has a place for each id. */
export function idLimit(targets: readonly Target[]): number {
  let limit = 0;
  for (const [id] of targets) limit = Math.max(limit, id + 1);
  return limit;
}
