/** Scans one target: fetches its page, and searches it. */

import { type PageText, readText } from '../content/pageText.ts';
import { withAddressHint } from '../links/addressHint.ts';
import { failureFrom } from '../model/failure.ts';
import { cancelled, type Facts, type Outcome } from '../model/outcome.ts';
import type { ActiveTarget } from '../request/activeTarget.ts';
import { type FetchContext, fetchPage } from '../request/fetchPage.ts';
import { type PageFrames, withFrames } from '../search/framedSearch.ts';
import type { Search } from '../search/search.ts';
import { verdictOn } from '../search/searchOutcome.ts';
import { framesOf } from './framesOf.ts';

/** Parts that all targets of a scan share. */
export interface ScanContext extends FetchContext {
  readonly search: Search;
}

interface Searched {
  readonly outcome: Outcome;
  /** Present even if searching it failed. */
  readonly page?: PageText;
  /** The pages that it shows in frames, if they were fetched. */
  readonly frames?: PageFrames | undefined;
}

/** Never rejects: a failure is an outcome. */
export async function scanUrl(target: ActiveTarget, context: ScanContext): Promise<Searched> {
  const { deadline } = target;
  let read: PageText | undefined;
  let frames: PageFrames | undefined;
  try {
    const page = await fetchPage(target, context);
    target.stopwatch.begin('match');
    const text = deadline.work(() => readText(page, page.mediaType, target.note));
    read = text;
    target.learn({ charset: text.charset, ...(text.note ? { note: text.note } : {}) });
    const own = await context.search.page(text, page.mediaType, deadline);
    // A page that shows only frames has next to no text, so a match in its title or its source does not say enough.
    if (!own.places.text && !deadline.expired) frames = await framesOf(text, page, target, context);
    target.stopwatch.begin('match');
    const result = frames ? await withFrames(own, frames, context.search, deadline) : own;
    return { page: text, frames, outcome: verdictOn(text, result, target.factsNow()) };
  } catch (error) {
    const now = target.factsNow();
    // The page is kept even if its search failed, because it can be searched for another term.
    if (!deadline.cancelled) {
      return { outcome: withoutPage(error, now, target.url), ...(read ? { page: read } : {}), frames };
    }
    const { ms, timings } = now;
    return { outcome: cancelled({ ms, ...(timings ? { timings } : {}) }, deadline.skipped) };
  }
}

function withoutPage(error: unknown, facts: Facts, url: string): Outcome {
  const reason = withAddressHint(url, failureFrom(error), facts.status);
  return { ...facts, kind: reason.code === 'NOT_TEXT' ? 'skipped' : 'failed', failure: reason };
}
