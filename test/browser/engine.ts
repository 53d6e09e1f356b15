/** What "search only the text" finds on a page. */

import { Deadline } from '../../src/engine/async/deadline.ts';
import { mediaType } from '../../src/engine/content/mediaType.ts';
import type { PageText } from '../../src/engine/content/pageText.ts';
import { DEFAULT_SEARCH, type EngineOptions } from '../../src/engine/model/options.ts';
import { failureOf, mentionCount, type Outcome } from '../../src/engine/model/outcome.ts';
import { withIds } from '../../src/engine/model/target.ts';
import { Scan } from '../../src/engine/scan/scan.ts';
import { Search } from '../../src/engine/search/search.ts';
import { readArguments } from '../../src/terminal/arguments.ts';
import { term } from '../unit/support/term.ts';

/** The flags of a row follow these. */
const FLAGS = '--timeout 10 --connect-timeout 5 --max-size 1 --concurrency 64 --search-in text'.split(' ');

/** In ms. */
const LONGEST_SEARCH = 10_000;

/** A page that the engine read, or why there is none. */
export interface Read {
  readonly outcome: Outcome;
  readonly page: PageText | undefined;
}

/** The options of a scan that is started with these flags of the terminal command. */
function optionsOf(flags: readonly string[]): EngineOptions {
  const read = readArguments(['-', ...FLAGS, ...flags], 'test');
  if (typeof read === 'string') throw new Error('A row asks for help');
  return read.options;
}

/** Scans URLs, in text, with a term that is on none of them unless another is given. */
export async function readPages(
  urls: readonly string[],
  flags: readonly string[],
  text = 'a term that is nowhere',
): Promise<Read[]> {
  const all: Read[] = [];
  const request = { targets: withIds(urls), term: term({ text }), options: optionsOf(flags) };
  const scan = new Scan(request, {
    onOutcome: (target, outcome, page) => {
      all[target] = { outcome, page };
    },
  });
  await scan.run();
  return all;
}

/** The terms that are on the page. */
export async function foundOn(read: Read, terms: readonly string[]): Promise<Set<string>> {
  const { page, outcome } = read;
  const found = new Set<string>();
  if (!page) return found;
  const options = { ...DEFAULT_SEARCH, searchIn: 'text' } as const;
  for (const text of terms) {
    const search = new Search(term({ text }), options);
    const deadline = new Deadline(LONGEST_SEARCH);
    try {
      const { count } = await search.page(page, mediaType(outcome.mediaType), deadline);
      if (count > 0) found.add(text);
    } finally {
      deadline.end();
      await search.end();
    }
  }
  return found;
}

/** Whether a scan of the URL finds the term: also in frames, say, if a scan looks there. */
export async function isFoundAt(url: string, flags: readonly string[], text: string): Promise<boolean> {
  const [read] = await readPages([url], flags, text);
  return read !== undefined && mentionCount(read.outcome) > 0;
}

/** How a page ended that the engine did not read: its code. */
export function whyUnread({ outcome }: Read): string {
  return failureOf(outcome)?.code ?? outcome.kind;
}
