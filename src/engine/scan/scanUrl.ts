/** Scans one target: fetches its page, and searches it. A check only asks whether the page answers. */

import { markupOf } from '../content/mediaType.ts';
import { type PageText, readText } from '../content/pageText.ts';
import { withAddressHint } from '../links/addressHint.ts';
import { type FailureCode, failureFrom } from '../model/failure.ts';
import { cancelled, type Facts, type Outcome } from '../model/outcome.ts';
import type { ActiveTarget } from '../request/activeTarget.ts';
import { type FetchContext, fetchPage, type Page } from '../request/fetchPage.ts';
import { type PageFrames, withFrames } from '../search/framedSearch.ts';
import type { Search } from '../search/search.ts';
import { verdictOn } from '../search/searchOutcome.ts';
import { framesOf } from './framesOf.ts';

/** Parts that all targets of a scan share. */
export interface ScanContext extends FetchContext {
  /** Absent for a check. */
  readonly search?: Search;
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
  const { search } = context;
  return search ? searchUrl(target, context, search) : { outcome: await checkUrl(target, context) };
}

async function searchUrl(target: ActiveTarget, context: ScanContext, search: Search): Promise<Searched> {
  const { deadline } = target;
  let read: PageText | undefined;
  let frames: PageFrames | undefined;
  try {
    const page = await fetchPage(target, context);
    target.stopwatch.begin('match');
    const text = deadline.work(() => readText(page, page.mediaType, target.note));
    read = text;
    target.learn({ charset: text.charset, ...(text.note ? { note: text.note } : {}) });
    const own = await search.page(text, page.mediaType, deadline);
    // A page that shows only frames has next to no text, so a match in its title or its source does not say enough.
    if (!own.places.text && !deadline.expired) frames = await framesOf(text, page, target, context);
    target.stopwatch.begin('match');
    await learnFragments(text, page, target);
    const result = frames ? await withFrames(own, frames, search, deadline) : own;
    return { page: text, frames, outcome: verdictOn(text, result, target.factsNow()) };
  } catch (error) {
    if (deadline.cancelled) return { outcome: stopped(target) };
    // The page is kept even if its search failed, because it can be searched for another term.
    const outcome = withoutPage(error, target.factsNow(), target.url);
    return { outcome, ...(read ? { page: read } : {}), frames };
  }
}

/** What is no text, or packed in an unknown way, is an answer, too. */
const ANSWERS: ReadonlySet<FailureCode> = new Set<FailureCode>(['NOT_TEXT', 'DECODE_UNSUPPORTED']);

async function checkUrl(target: ActiveTarget, context: ScanContext): Promise<Outcome> {
  try {
    const hasFragments = target.fragments.length > 0;
    const page = await fetchPage(target, { ...context, onlyBeginning: !hasFragments });
    if (hasFragments) {
      target.stopwatch.begin('match');
      const text = target.deadline.work(() => readText(page, page.mediaType));
      await learnFragments(text, page, target);
    }
  } catch (error) {
    if (target.deadline.cancelled) return stopped(target);
    const facts = target.factsNow();
    const { code } = failureFrom(error);
    // An error's page may be packed in an unknown way, too.
    const hasAnswered = ANSWERS.has(code) && facts.status !== undefined && facts.status < 300;
    if (!hasAnswered) return withoutPage(error, facts, target.url);
  }
  return { ...target.factsNow(), kind: 'answered' };
}

/**
 * Looks for the fragments of the list in the page. Nothing is said of a page that is cut or no HTML, nor if a redirect
 * named a fragment of its own, which counts instead (Fetch Standard, HTTP-redirect fetch).
 */
async function learnFragments(
  text: PageText,
  { mediaType, trail }: Page,
  target: ActiveTarget,
): Promise<void> {
  const { deadline, fragments } = target;
  if (!fragments.length || text.cut || trail.way.url.hash || deadline.reason) return;
  const page = deadline.work(() => text.text);
  if (markupOf(mediaType, page) !== 'html') return;
  // Few scans look for fragments.
  const { missingFragments } = await import('../fragments/missingFragments.ts');
  const missing = await deadline.workInSlices(missingFragments(page, fragments));
  if (missing.length) target.learn({ missingFragments: missing });
}

/** The outcome of a target that a person has stopped. */
function stopped(target: ActiveTarget): Outcome {
  const { ms, timings } = target.factsNow();
  return cancelled({ ms, ...(timings ? { timings } : {}) }, target.deadline.skipped);
}

function withoutPage(error: unknown, facts: Facts, url: string): Outcome {
  const reason = withAddressHint(url, failureFrom(error), facts.status);
  return { ...facts, kind: reason.code === 'NOT_TEXT' ? 'skipped' : 'failed', failure: reason };
}
