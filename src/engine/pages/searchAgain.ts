/** Searches kept pages for another term, without asking anybody for them again. */

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
    /** Limit for a page, in ms. */
    readonly totalTimeout: number;
  };
}

/** Regular expressions run in threads of their own, of which there are some. */
const LANES = 8;

/** What else the process is told is heard after this many ms at the latest. */
const BREATH = 20;

/**
 * Settles when every page has its outcome, or when the signal aborts.
 * @throws {import('../model/term.ts').InvalidTermError}
 */
export async function searchAgain(
  pages: Iterable<KeptPage>,
  { term, options }: SearchRequest,
  onOutcome: (target: number, outcome: Outcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const search = new Search(term, options);
  const deadlines = new Deadlines();
  const onStop = () => deadlines.cancel();
  signal.addEventListener('abort', onStop);
  let breath = performance.now();
  try {
    await pMap(
      pages,
      async ({ target, page, facts }) => {
        if (signal.aborted) return;
        if (performance.now() - breath > BREATH) {
          await setImmediate();
          breath = performance.now();
        }
        const deadline = deadlines.start(target, options.totalTimeout);
        try {
          const result = await search.page(page, mediaType(facts.mediaType), deadline);
          onOutcome(target, verdictOn(page, result, facts));
        } catch (error) {
          const note = page.note ? { note: page.note } : {};
          if (!deadline.cancelled) onOutcome(target, failed(failureFrom(error), { ...facts, ...note }));
        } finally {
          deadline.end();
        }
      },
      { concurrency: term.regularExpression ? LANES : 1 },
    );
  } finally {
    signal.removeEventListener('abort', onStop);
    await search.end();
  }
}
