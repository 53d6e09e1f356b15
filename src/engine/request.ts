/** One hop of a URL: an exchange, and the name of what went wrong with it. */

import type { buildConnector, Dispatcher } from 'undici';
import { type Body, BodyReader } from './body.ts';
import type { SocketFaults } from './connector.ts';
import type { CookieJar } from './cookies.ts';
import type { Deadline } from './deadline.ts';
import { type ExchangeOptions, exchange, type Head, type Phase } from './exchange.ts';
import { type Failure, FailureError, failure, seconds, size } from './failure.ts';
import { field, fields, requestHeaders } from './headers.ts';
import { lenientExchange } from './lenientExchange.ts';
import { mediaType } from './mediaType.ts';
import { isHttp2Only, isInvalidHttp, networkFailure } from './networkFailure.ts';
import type { EngineOptions } from './options.ts';
import type { Facts } from './outcome.ts';
import type { Resolver } from './resolve.ts';

/** What all URLs of a scan share. */
export interface Network {
  readonly dispatcher: Dispatcher;
  /** For servers that speak nothing but HTTP/2. */
  readonly http2Dispatcher: Dispatcher;
  readonly connect: buildConnector.connector;
  readonly resolver: Resolver;
  readonly faults: SocketFaults;
}

export interface RequestContext {
  readonly network: Network;
  readonly options: EngineOptions;
  readonly deadline: Deadline;
  readonly cookies: CookieJar;
  /** Told what is known of the request, as it becomes known; also of one that fails. */
  readonly learn: (facts: Partial<Facts>) => void;
}

export interface Answer extends Head {
  /** Absent when the body was not wanted. */
  readonly body?: Body;
}

/**
 * Settles when the answer is complete.
 * @param reset whether to close the connection behind the answer
 * @param isRedirect whether another URL led here
 * @throws {FailureError}
 */
export async function request(
  url: URL,
  { cookies, deadline, learn, network, options }: RequestContext,
  reset: boolean,
  isRedirect: boolean,
): Promise<Answer> {
  let phase: Phase = 'connect';
  let reader: BodyReader | undefined;
  const name = (error: unknown): Failure => {
    if (error instanceof FailureError) return error.failure;
    if (deadline.cancelled) return failure('CANCELLED', 'Cancelled');
    if (deadline.expired) {
      const isLookup = phase === 'connect' && network.resolver.isPending(url.hostname);
      return overdue(isLookup ? 'lookup' : phase, url, options, reader?.length ?? 0);
    }
    return networkFailure(error, {
      host: url.hostname,
      port: portOf(url),
      answered: phase === 'body',
      isRedirect,
      connectTimeout: options.connectTimeout,
    });
  };
  const exchangeOptions: ExchangeOptions = {
    headers: requestHeaders(options.userAgent, cookies.header(url)),
    deadline,
    reset,
    wantsBody,
    createReader: ({ headers }, source) =>
      new BodyReader(field(headers, 'content-encoding') ?? '', options.maxPageSize, source),
    onPhase: next => {
      phase = next;
    },
    bodyFailure: name,
  };
  try {
    const response = await exchange(url, exchangeOptions, network.dispatcher, network.faults).catch(error => {
      if (phase === 'connect' && isHttp2Only(error)) {
        return exchange(url, exchangeOptions, network.http2Dispatcher, network.faults);
      }
      if (phase !== 'headers' || !isInvalidHttp(error)) throw error;
      return lenientExchange(url, exchangeOptions, network.connect);
    });
    const { status, headers } = response;
    learn({ status });
    cookies.store(fields(headers, 'set-cookie'), url);
    reader = response.body;
    return reader ? { status, headers, body: await deadline.race(reader.body) } : { status, headers };
  } catch (error) {
    throw new FailureError(name(error));
  } finally {
    learn({ bytes: reader?.length ?? 0 });
  }
}

/** A redirect's body, an error's and an image's are not searched, so they are not waited for. */
function wantsBody({ status, headers }: Head): boolean {
  return status < 300 && mediaType(field(headers, 'content-type')).isText !== false;
}

/** The failure of a URL whose time is over, by what it was waiting for. */
function overdue(phase: Phase | 'lookup', url: URL, options: EngineOptions, read: number): Failure {
  const limit = seconds(options.totalTimeout);
  switch (phase) {
    case 'lookup':
      return failure('DNS_TIMEOUT', `Looking up ${url.hostname} took longer than ${limit}`);
    case 'connect':
      return failure('CONNECT_TIMEOUT', `No connection to ${url.hostname}:${portOf(url)} within ${limit}`);
    case 'headers':
      return failure('HEADERS_TIMEOUT', `No answer within ${limit}`);
    case 'body':
      return failure('TOTAL_TIMEOUT', `Not finished within ${limit}${read ? ` (read ${size(read)})` : ''}`);
  }
}

export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
