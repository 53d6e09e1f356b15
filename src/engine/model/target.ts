/** What is fetched: a URL with the id that it keeps from the document to the outcome. */

/**
 * The id is the URL's place in {@link import('./list.ts').List.targets} of its document. It stays the same when only some
 * of them are scanned, or when several processes share them. Whatever is told of a target names this id.
 */
export type Target = readonly [id: number, url: string];

/** @param urls all targets of a list, in their order */
export function withIds(urls: readonly string[]): Target[] {
  return urls.map((url, id) => [id, url]);
}

/** The length of an array that has a place for each id. */
export function idLimit(targets: readonly Target[]): number {
  let limit = 0;
  for (const [id] of targets) limit = Math.max(limit, id + 1);
  return limit;
}
