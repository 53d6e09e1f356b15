/** Fetches a page: redirects, one second try after a reset, and the names of what goes wrong. */

import type { Dispatcher } from 'undici';
import type { Body, BodyReader } from './body.ts';
import type { Deadline } from './deadline.ts';
import { exchange, type Head, type Phase } from './exchange.ts';
import { type Failure, FailureError, failure, seconds, size, statusFailure } from './failure.ts';
import { type MediaType, mediaType } from './mediaType.ts';
import { networkFailure } from './networkFailure.ts';
import type { EngineOptions } from './options.ts';
import type { Facts } from './outcome.ts';
import { isRedirect, redirectTarget } from './redirect.ts';

export interface Page extends Body {
  readonly mediaType: MediaType;
}

interface Answer extends Head {
  /** Absent when the body was not wanted. @throws {FailureError} */
  readonly body?: Promise<Body>;
}

export interface FetchContext {
  readonly dispatcher: Dispatcher;
  readonly options: EngineOptions;
  readonly deadline: Deadline;
  /** Whether the origin will be asked again in this scan, so that its connection is worth keeping. */
  readonly isAskedAgain: (origin: string) => boolean;
  /** Told what is known of the request, as it becomes known; also of one that fails. */
  readonly learn: (facts: Partial<Facts>) => void;
}

/**
 * @param url http: or https:
 * @throws {FailureError} why there is no page; a status of 400 and above is a failure
 */
export async function fetchPage(url: string, context: FetchContext): Promise<Page> {
  const chain = [new URL(url)];
  while (true) {
    const response = await oneSecondTry(chain, context);
    if (isRedirect(response)) {
      chain.push(redirectTarget(response, chain));
      // The redirect's own status says nothing of where it leads to.
      context.learn({ finalUrl: chain.at(-1)?.href ?? url, status: undefined });
      continue;
    }
    const type = mediaType(response.headers['content-type']);
    context.learn({ mediaType: type.essence });
    if (response.status >= 300) throw new FailureError(statusFailure(response.status));
    if (!response.body) {
      throw new FailureError(failure('NOT_TEXT', `The page is ${type.essence}, not text`));
    }
    return { ...(await response.body), mediaType: type };
  }
}

/**
 * A server may close a kept connection just when the next request is on its way, so a reset before any answer is
 * worth one more try, on a connection of its own (RFC 9110, section 9.2.2: GET is idempotent).
 */
async function oneSecondTry(chain: readonly URL[], context: FetchContext): Promise<Answer> {
  try {
    return await request(chain, context, false);
  } catch (error) {
    if (!(error instanceof FailureError && error.failure.code === 'CONN_RESET')) throw error;
    return request(chain, context, true);
  }
}

async function request(chain: readonly URL[], context: FetchContext, isSecondTry: boolean): Promise<Answer> {
  const { deadline, dispatcher, learn, options } = context;
  const url = chain.at(-1) as URL;
  let phase: Phase = 'connect';
  let reader: BodyReader | undefined;
  const name = (error: unknown): Failure => {
    if (error instanceof FailureError) return error.failure;
    if (deadline.cancelled) return failure('CANCELLED', 'Cancelled');
    if (deadline.expired) return overdue(phase, url, options, reader?.length ?? 0);
    return networkFailure(error, {
      host: url.hostname,
      port: portOf(url),
      answered: phase === 'body',
      connectTimeout: options.connectTimeout,
    });
  };
  try {
    const response = await exchange(url, {
      dispatcher,
      deadline,
      userAgent: options.userAgent,
      maxPageSize: options.maxPageSize,
      reset: isSecondTry || !context.isAskedAgain(url.origin),
      wantsBody,
      onPhase: next => {
        phase = next;
      },
      bodyFailure: name,
    });
    const { status, headers } = response;
    learn({ status });
    reader = response.body;
    if (!reader) return { status, headers };
    const body = deadline.race(reader.body).then(
      body => {
        learn({ bytes: body.bytes.length });
        return body;
      },
      error => {
        learn({ bytes: reader?.length ?? 0 });
        throw new FailureError(name(error));
      },
    );
    // It is awaited only when the status says that it is the page.
    body.catch(() => {});
    return { status, headers, body };
  } catch (error) {
    throw new FailureError(name(error));
  }
}

/** A redirect's body, an error's and an image's are not searched, so they are not waited for. */
function wantsBody(head: Head): boolean {
  return head.status < 300 && mediaType(head.headers['content-type']).isText !== false;
}

/** The failure of a URL whose time is over, by what it was waiting for. */
function overdue(phase: Phase, url: URL, options: EngineOptions, read: number): Failure {
  const limit = seconds(options.totalTimeout);
  switch (phase) {
    case 'connect':
      return failure('CONNECT_TIMEOUT', `No connection to ${url.hostname}:${portOf(url)} within ${limit}`);
    case 'headers':
      return failure('HEADERS_TIMEOUT', `No answer within ${limit}`);
    case 'body':
      return failure('TOTAL_TIMEOUT', `Not finished within ${limit}${read ? ` (read ${size(read)})` : ''}`);
  }
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
