/** A page, searched as a scan searches it. */

import { Deadline } from '../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../src/engine/content/pageText.ts';
import { engineOptions, type OptionValues } from '../../../src/engine/model/options.ts';
import type { Term } from '../../../src/engine/model/term.ts';
import { Search, type SearchResult } from '../../../src/engine/search/search.ts';
import { term } from './term.ts';

export interface Asked {
  term?: Partial<Term> | string;
  type?: string;
  options?: OptionValues;
}

export async function search(page: string, asked: Asked = {}): Promise<SearchResult> {
  const given = typeof asked.term === 'string' ? { text: asked.term } : asked.term;
  const deadline = new Deadline(60_000);
  const searching = new Search(term(given), engineOptions(asked.options ?? {}, 'test'));
  try {
    const source = new PageText(Buffer.from(page), 'UTF-8');
    return await searching.page(source, mediaType(asked.type ?? 'text/html'), deadline);
  } finally {
    deadline.end();
    await searching.end();
  }
}

/** The text of the first match of each line, read from the page by line and column. */
export function pointedAt(page: string, { lines }: SearchResult): string[] {
  const starts = [0, ...[...page.matchAll(/\r\n|\n|\r/g)].map(({ 0: found, index }) => index + found.length)];
  return lines.map(({ line, column, length }) => {
    const start = (starts[line - 1] ?? Number.NaN) + column;
    return page.slice(start, start + length);
  });
}
