/** Searches kept pages for another term, without fetching them again. */

import { setImmediate } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import pMap from 'p-map';
import { type Deadline, Deadlines } from '../async/deadline.ts';
import { type MediaType, mediaType } from '../content/mediaType.ts';
import type { PageText } from '../content/pageText.ts';
import { failureFrom } from '../model/failure.ts';
import type { SearchOptions } from '../model/options.ts';
import { type Facts, failed, type Outcome } from '../model/outcome.ts';
import type { Term } from '../model/term.ts';
import { withFrames } from '../search/framedSearch.ts';
import { shownFrames } from '../search/frames.ts';
import { Search, type SearchResult } from '../search/search.ts';
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
      async ({ target, page, facts, frames }) => {
        if (signal.aborted) return;
        if (performance.now() - lastYield > MAX_BLOCK_MS) {
          await setImmediate();
          lastYield = performance.now();
        }
        const deadline = deadlines.start(target, options.totalTimeout);
        try {
          const type = mediaType(facts.mediaType);
          const own = await search.page(page, type, deadline);
          const result = frames
            ? await withFrames(own, frames, search, deadline)
            : await withMissingFrames(own, page, type, facts, deadline);
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

/**
 * The result of a page without its frames. They were not fetched if the text of the page had a match for the term of the
 * scan; the new term may be in them.
 */
async function withMissingFrames(
  own: SearchResult,
  page: PageText,
  type: MediaType,
  { finalUrl }: Facts,
  deadline: Deadline,
): Promise<SearchResult> {
  const url = finalUrl === undefined ? null : URL.parse(finalUrl);
  if (own.places.text || !url) return own;
  const shown = await shownFrames(page, type, url, deadline);
  if (!shown?.contents.length) return own;
  return { ...own, note: l10n.t('The page shows only frames, which were not fetched; scan it again') };
}
