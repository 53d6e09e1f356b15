import { readFileSync } from 'node:fs';
import { forbiddenPages } from './forbiddenPages.ts';
import { mentioningPages } from './mentioningPages.ts';
import { otherPages } from './otherPages.ts';
import { type Page, page } from './page.ts';

/** The URLs of a list file of this directory, in its order. */
export function readUrls(name: 'urls.txt' | 'mentions.txt' | 'forbidden.txt'): string[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n');
}

/** The 64 pages, in the order of `urls.txt`. */
export const pages: readonly Page[] = inOrder(readUrls('urls.txt'));

function inOrder(urls: string[]): Page[] {
  const rows = new Map([...mentioningPages, ...forbiddenPages, ...otherPages].map(row => [row.url, row]));
  return urls.map(url => {
    const row = rows.get(url);
    if (!row) throw new Error(`urls.txt has ${url}, for which there is no page`);
    return page(row);
  });
}
