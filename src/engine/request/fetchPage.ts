/** Fetches a page: follows redirects, and retries if another try may succeed. */

import * as l10n from '@vscode/l10n';
import type { Body } from '../content/body.ts';
import type { MediaType } from '../content/mediaType.ts';
import { leadsAway } from '../content/refresh.ts';
import type { Hosts } from '../hosts/hosts.ts';
import { FailureError, failure } from '../model/failure.ts';
import { field } from '../network/headers.ts';
import type { ActiveTarget } from './activeTarget.ts';
import { CookieJar } from './cookies.ts';
import { isRedirect, redirectNote, redirectTarget, type Visit } from './redirect.ts';
import { type Answer, type Hop, type RequestContext, request } from './request.ts';
import { type Ending, LONGEST_WAIT, retryAfter, waitBeforeRetry } from './retry.ts';
import { rateLimitFailure, redirectWallFailure, statusFailure, wallFailure } from './statusFailure.ts';
import { wallOfRedirect } from './wallCheck.ts';

export interface Page extends Body {
  readonly mediaType: MediaType;
}

export interface FetchContext extends RequestContext {
  /** The hosts of the scan. Redirects may add further ones. */
  readonly hosts: Hosts;
}

/** Statuses of permanent redirects: the new URL should replace the old one (RFC 9110, section 15.4). */
const PERMANENT = new Set([301, 308]);

/**
 * Fetches the page of a target, and adds facts about it to the target.
 * @param target its URL is http: or https:
 * @throws {FailureError} why there is no page; a status of 300 and above is a failure unless it is a redirect
 */
export async function fetchPage(target: ActiveTarget, context: FetchContext): Promise<Page> {
  const { hosts, options } = context;
  const cookies = new CookieJar();
  const visits: Visit[] = [];
  let url = new URL(target.url);
  let isMoved = true;
  while (true) {
    visits.push({ url, cookie: cookies.header(url) });
    const hop: Hop = { url, host: hosts.at(url.host), cookies, isRedirect: visits.length > 1 };
    const { answer, tries } = await requestWithRetries(hop, target, context);
    if (!isRedirect(answer)) return pageOf(answer, tries, target);
    const from = url;
    url = redirectTarget(answer, visits, cookies, options.privateAddresses);
    const note = redirectNote(answer, from, url);
    if (note) target.learn({ note });
    // Clears the status, because the redirect's own status does not describe the page.
    const chain = [...visits.map(visit => visit.url.href), url.href];
    isMoved &&= PERMANENT.has(answer.status);
    target.learn({ finalUrl: url.href, status: undefined, chain, isMoved });
    const wall = wallOfRedirect(from, url);
    if (wall) throw new FailureError(redirectWallFailure(wall));
  }
}

interface AnswerWithTries {
  readonly answer: Answer;
  readonly tries: number;
}

/** @throws {FailureError} if there is no answer after the last try */
async function requestWithRetries(
  hop: Hop,
  target: ActiveTarget,
  context: FetchContext,
): Promise<AnswerWithTries> {
  const { host, url } = hop;
  let cut: Answer | undefined;
  for (let tries = 1; ; tries++) {
    // A retry uses a new connection, because the kept one may have been the cause.
    const use = tries > 1 ? 'fresh' : host.hasOtherTargets(url.protocol) ? 'keep' : 'close';
    const attempt = await request(hop, use, target, context).catch(asFailure);
    const ending = endingOf(attempt);
    const wait = waitBeforeRetry(ending, tries - 1, context.options.retries);
    // A request to slow down applies to all URLs of the host.
    if (ending.status === 429 || ending.status === 503) {
      host.hold(wait ?? Math.min(ending.retryAfter ?? 0, LONGEST_WAIT), ending.status);
    }
    if (wait === undefined || wait >= target.deadline.left) {
      if (!(attempt instanceof FailureError)) return { answer: attempt, tries };
      // The incomplete page of an earlier try is better than none.
      if (cut) return { answer: cut, tries };
      throw attempt;
    }
    if (!(attempt instanceof FailureError) && attempt.body) cut = attempt;
    if (wait) await target.pause(wait, ending.status);
  }
}

function asFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  throw error;
}

function endingOf(attempt: Answer | FailureError): Ending {
  if (attempt instanceof FailureError) return { code: attempt.failure.code };
  const { body, headers, status, wall } = attempt;
  return {
    status,
    ...(wall ? { isWall: true } : {}),
    retryAfter: retryAfter(field(headers, 'retry-after')),
    ...(body?.cut ? { code: body.cut.code } : {}),
  };
}

/** The page of an answer. @throws {FailureError} if the answer is not a page */
function pageOf(
  { body, headers, mediaType, proxy, status, wall }: Answer,
  tries: number,
  target: ActiveTarget,
): Page {
  target.learn({ mediaType: mediaType.essence });
  if (wall) throw new FailureError(wallFailure(wall, status, proxy));
  const wait = retryAfter(field(headers, 'retry-after'));
  if (status === 429 || (status === 503 && wait !== undefined)) {
    throw new FailureError(rateLimitFailure(status, tries, wait));
  }
  if (status >= 300) throw new FailureError(statusFailure(status, proxy));
  if (!body)
    throw new FailureError(failure('NOT_TEXT', l10n.t('The page is {0}, not text', mediaType.essence)));
  if (leadsAway(field(headers, 'refresh') ?? '')) {
    target.learn({ note: l10n.t('The page sends browsers on to another one by a Refresh header') });
  }
  const cut =
    body.cut ??
    (status === 206 ? failure('BODY_CUT', l10n.t('The server sent only a part of the page')) : undefined);
  return { ...body, mediaType, ...(cut ? { cut } : {}) };
}
