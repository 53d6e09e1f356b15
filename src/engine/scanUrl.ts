/** The scan of one URL, from its first request to its outcome. */

import * as l10n from '@vscode/l10n';
import { type Failure, FailureError, failure } from './failure.ts';
import { type FetchContext, fetchPage } from './fetchPage.ts';
import { cancelled, type Facts, type Outcome } from './outcome.ts';
import { type PageText, readText } from './pageText.ts';
import type { Search } from './search.ts';

interface UrlContext extends Omit<FetchContext, 'learn'> {
  readonly search: Search;
}

interface Searched {
  readonly outcome: Outcome;
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
  try {
    const page = await fetchPage(url, {
      ...context,
      learn: more => {
        Object.assign(facts, more);
      },
    });
    stopwatch.begin('match');
    const read = readText(page, page.mediaType);
    facts.charset = read.charset;
    if (read.note) facts.note = read.note;
    const { count, places, lines, note } = await search.page(read, page.mediaType, deadline);
    if (facts.status === 204) facts.note = l10n.t('The answer is empty (204)');
    else if (note) facts.note = note;
    const found = { count, places, matches: lines };
    if (page.cut) {
      return { page: read, outcome: { ...factsNow(), kind: 'partial', ...found, failure: page.cut } };
    }
    if (count === 0) return { page: read, outcome: { ...factsNow(), kind: 'noMention' } };
    return { page: read, outcome: { ...factsNow(), kind: 'mentions', ...found } };
  } catch (error) {
    const now = factsNow();
    if (!deadline.cancelled) return { outcome: withoutPage(error, now) };
    const { ms, timings } = now;
    return { outcome: cancelled({ ms, ...(timings ? { timings } : {}) }, deadline.skipped) };
  }
}

function withoutPage(error: unknown, facts: Facts): Outcome {
  const reason = error instanceof FailureError ? error.failure : unexpected(error);
  return { ...facts, kind: reason.code === 'NOT_TEXT' ? 'skipped' : 'failed', failure: reason };
}

function unexpected(error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return failure('INTERNAL', l10n.t('Something unexpected went wrong; the log says what'), detail);
}
