/** Fetches a page: follows redirects, and retries if another try may succeed. */

import * as l10n from '@vscode/l10n';
import type { Body } from '../content/body.ts';
import type { MediaType } from '../content/mediaType.ts';
import { leadsAway } from '../content/refresh.ts';
import type { Host } from '../hosts/host.ts';
import type { Hosts } from '../hosts/hosts.ts';
import { type FailureCode, FailureError, failure } from '../model/failure.ts';
import { field } from '../network/headers.ts';
import type { ActiveTarget } from './activeTarget.ts';
import { CookieJar } from './cookies.ts';
import { assertNotGivenUp } from './givenUp.ts';
import { isRedirect } from './redirect.ts';
import { type Answer, type Hop, type RequestContext, request } from './request.ts';
import { type Ending, isRateLimit, LONGEST_WAIT, retryAfter, waitBeforeRetry } from './retry.ts';
import { rateLimitFailure, redirectWallFailure, statusFailure, wallFailure } from './statusFailure.ts';
import { wallOfRedirect } from './wallCheck.ts';
import { Way } from './way.ts';

export interface Page extends Body {
  readonly mediaType: MediaType;
  readonly trail: Trail;
}

/** How a page was reached. The pages in its frames go on from there. */
export interface Trail {
  readonly way: Way;
  readonly cookies: CookieJar;
}

export interface FetchContext extends RequestContext {
  /** The hosts of the scan. Redirects may add further ones. */
  readonly hosts: Hosts;
  /**
   * Moves a target to the host that it asks next, which may be the same one, and waits for its turn there.
   * @throws the reason of the deadline if it ends first
   */
  readonly turnAt: (target: ActiveTarget, host: Host, url: URL) => Promise<void>;
}

/**
 * Fetches the page of a target, and adds facts about it to the target.
 * @param target its URL is http: or https:
 * @throws {FailureError} why there is no page; a status of 300 and above is a failure unless it is a redirect
 */
export async function fetchPage(target: ActiveTarget, context: FetchContext): Promise<Page> {
  const url = new URL(target.url);
  if (target.isSchemeAssumed) return fetchWithoutScheme(url, target, context);
  return fetchFrom({ way: new Way(url), cookies: new CookieJar() }, target, context);
}

/** Codes of failures where nothing answers, or something that does not speak TLS. */
const NO_ANSWER: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'CONNECT_REFUSED',
  'CONNECT_TIMEOUT',
  'CONNECT_UNREACHABLE',
  'CONN_RESET',
  'TLS_NOT_TLS',
]);

/**
 * Asks by https:, as address bars do, and by http: if nothing answers there.
 * @param url https:
 * @throws {FailureError} that of https: if both fail in this way
 */
async function fetchWithoutScheme(url: URL, target: ActiveTarget, context: FetchContext): Promise<Page> {
  target.learn({ assumedScheme: 'https' });
  const way = new Way(url);
  try {
    return await fetchFrom({ way, cookies: new CookieJar() }, target, context);
  } catch (error) {
    if (!isWithoutAnswer(error, way) || target.deadline.reason) throw error;
    const plain = new URL(url.href.replace(/^https/, 'http'));
    const plainWay = new Way(plain);
    try {
      target.learn({ assumedScheme: 'http', finalUrl: plain.href });
      return await fetchFrom({ way: plainWay, cookies: new CookieJar() }, target, context);
    } catch (second) {
      if (!isWithoutAnswer(second, plainWay)) throw second;
      target.learn({ assumedScheme: 'https', finalUrl: url.href });
      throw error;
    }
  }
}

/** A host that redirects has answered, whatever comes behind it. */
function isWithoutAnswer(error: unknown, way: Way): boolean {
  return error instanceof FailureError && NO_ANSWER.has(error.failure.code) && !way.isRedirected;
}

/** Like {@link fetchPage}, for the URL at which a way has arrived. */
export async function fetchFrom(trail: Trail, target: ActiveTarget, context: FetchContext): Promise<Page> {
  const { hosts, options } = context;
  const { cookies, way } = trail;
  while (true) {
    const { url } = way;
    const hop: Hop = { url, host: hosts.at(url.host), cookies, way };
    // The queue gave the target out when its turn at its first host had come.
    if (way.isRedirected) await context.turnAt(target, hop.host, url);
    const { answer, tries } = await requestWithRetries(hop, target, context);
    if (!isRedirect(answer)) return { ...pageOf(answer, tries, target), trail };
    target.learn(way.follow(answer, options.privateAddresses));
    const wall = wallOfRedirect(url, way.url);
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
  assertNotGivenUp(host);
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
    if (!(attempt instanceof FailureError) && attempt.body) cut = attempt;
    if (wait !== undefined && (await mayRetryAfter(wait, ending, host, target))) continue;
    tell(host, ending);
    if (!(attempt instanceof FailureError)) return { answer: attempt, tries };
    // The incomplete page of an earlier try is better than none.
    if (cut) return { answer: cut, tries };
    throw attempt;
  }
}

/** Tells the host how the last try ended. */
function tell(host: Host, ending: Ending): void {
  const isSlow = isRateLimit(ending);
  // To ask again before that time would not be polite, and a scan does not wait so long.
  if (isSlow && (ending.retryAfter ?? 0) > LONGEST_WAIT) host.giveUp();
  // Apart from that, a robot wall says nothing about the pace.
  else if (ending.isWall) return;
  else if (isSlow) host.refused();
  else if (ending.status !== undefined) host.answered();
}

/**
 * Waits before the next try. Another target may be asked meanwhile to wait longer.
 * @returns whether the host may be asked again
 */
async function mayRetryAfter(
  wait: number,
  { status }: Ending,
  host: Host,
  target: ActiveTarget,
): Promise<boolean> {
  let left = wait;
  do {
    if (left >= target.deadline.left) return false;
    if (left && !(await hasPaused(target, left, status))) return false;
    left = host.held;
  } while (left);
  return !host.isGivenUp;
}

/** Pauses before the next try. @returns `false` if the time ran out, as may happen where little more than the pause is left */
async function hasPaused(target: ActiveTarget, ms: number, status: number | undefined): Promise<boolean> {
  try {
    await target.pause(ms, status);
    return true;
  } catch (error) {
    if (target.deadline.expired) return false;
    throw error;
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
): Omit<Page, 'trail'> {
  target.learn({ mediaType: mediaType.essence });
  if (wall) throw new FailureError(wallFailure(wall, status, proxy));
  const wait = retryAfter(field(headers, 'retry-after'));
  if (isRateLimit({ status, retryAfter: wait })) {
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
