/** Searches kept pages for another term, without fetching them again. */

import { setImmediate } from 'node:timers/promises';
import pMap from 'p-map';
import { Deadlines } from '../async/deadline.ts';
import { mediaType } from '../content/mediaType.ts';
import { failureFrom } from '../model/failure.ts';
import type { SearchOptions } from '../model/options.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { Term } from '../model/term.ts';
import { Search } from '../search/search.ts';
import { verdictOn } from '../search/searchOutcome.ts';
import type { KeptPage } from './keptPages.ts';

export interface SearchRequest {
  readonly term: Term;
  readonly options: SearchOptions & {
    /** Time limit for each page, in ms. */
    readonly totalTimeout: number;
  };
}

/** Pages that are searched for a regular expression at once. Each search runs in a thread of its own. */
const MOST_AT_ONCE = 8;

/** In ms. The search yields this often, so that messages to stop are handled. */
const MAX_BLOCK_MS = 20;

/**
 * Settles when every page has its outcome, or when the signal is aborted.
 * @param onWork called before work on a page that occupies the thread, and with `undefined` after it
 * @throws {import('../model/term.ts').InvalidTermError}
 */
export async function searchAgain(
  pages: Iterable<KeptPage>,
  { term, options }: SearchRequest,
  onOutcome: (target: number, outcome: Outcome) => void,
  signal: AbortSignal,
  onWork?: (target: number | undefined) => void,
): Promise<void> {
  const search = new Search(term, options);
  const deadlines = new Deadlines(onWork);
  const onStop = () => deadlines.cancel();
  signal.addEventListener('abort', onStop);
  let lastYield = performance.now();
  try {
    await pMap(
      pages,
      async ({ target, page, facts }) => {
        if (signal.aborted) return;
        if (performance.now() - lastYield > MAX_BLOCK_MS) {
          await setImmediate();
          lastYield = performance.now();
        }
        const deadline = deadlines.start(target, options.totalTimeout);
        try {
          const result = await deadline.work(() => search.page(page, mediaType(facts.mediaType), deadline));
          onOutcome(target, verdictOn(page, result, facts));
        } catch (error) {
          const note = page.note ? { note: page.note } : {};
          if (!deadline.cancelled) onOutcome(target, failed(failureFrom(error), { ...facts, ...note }));
        } finally {
          deadline.end();
        }
      },
      { concurrency: term.regularExpression ? MOST_AT_ONCE : 1 },
    );
  } finally {
    signal.removeEventListener('abort', onStop);
    await search.end();
  }
}
