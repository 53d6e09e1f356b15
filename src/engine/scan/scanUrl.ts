/** The scan of one URL, from its first request to its outcome. */

import { type PageText, readText } from '../content/pageText.ts';
import { failureFrom } from '../model/failure.ts';
import { cancelled, type Facts, type Outcome } from '../model/outcome.ts';
import { type FetchContext, fetchPage } from '../request/fetchPage.ts';
import type { Search } from '../search/search.ts';
import { verdictOn } from '../search/searchOutcome.ts';

interface UrlContext extends Omit<FetchContext, 'learn'> {
  readonly search: Search;
}

interface Searched {
  readonly outcome: Outcome;
  /** Also where its search failed. */
  readonly page?: PageText;
}

/** Never throws: whatever happens to a URL is its own outcome. */
export async function scanUrl(url: string, context: UrlContext): Promise<Searched> {
  const { deadline, search, stopwatch } = context;
  const started = performance.now();
  const facts: { -readonly [Name in keyof Facts]: Facts[Name] } = { bytes: 0, finalUrl: url, ms: 0 };
  const factsNow = (): Facts => {
    const timings = stopwatch.end();
    const ms = Math.round(performance.now() - started);
    return { ...facts, ms, ...(timings.length ? { timings } : {}) };
  };
  let read: PageText | undefined;
  try {
    const page = await fetchPage(url, {
      ...context,
      learn: more => {
        Object.assign(facts, more);
      },
    });
    stopwatch.begin('match');
    read = readText(page, page.mediaType, facts.note);
    facts.charset = read.charset;
    if (read.note) facts.note = read.note;
    const result = await search.page(read, page.mediaType, deadline);
    return { page: read, outcome: verdictOn(read, result, factsNow()) };
  } catch (error) {
    const now = factsNow();
    // A page that the term was too much for is there for another term.
    if (!deadline.cancelled) return { outcome: withoutPage(error, now), ...(read ? { page: read } : {}) };
    const { ms, timings } = now;
    return { outcome: cancelled({ ms, ...(timings ? { timings } : {}) }, deadline.skipped) };
  }
}

function withoutPage(error: unknown, facts: Facts): Outcome {
  const reason = failureFrom(error);
  return { ...facts, kind: reason.code === 'NOT_TEXT' ? 'skipped' : 'failed', failure: reason };
}
