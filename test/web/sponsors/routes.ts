import type { Page } from './page.ts';

/** What a URL of the replica leads to: the page itself, or a redirect on the way to it. */
export type Resource = { page: Page } | { status: number; location: string };

/**
 * Everything the replica answers, by original URL (in the URL standard's spelling).
 * @throws when two pages claim the same URL
 */
export function routes(pages: readonly Page[]): Map<string, Resource> {
  const table = new Map<string, Resource>();
  const add = (url: URL, resource: Resource) => {
    if (table.has(url.href)) throw new Error(`Two pages of the replica are at ${url.href}`);
    table.set(url.href, resource);
  };
  for (const page of pages) {
    let url = new URL(page.url);
    for (const { status, to } of page.hops) {
      add(url, { status, location: to });
      url = new URL(to, url);
    }
    add(url, { page });
  }
  return table;
}
