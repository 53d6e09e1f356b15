/** Sends one request, and turns errors into failures. */

import * as l10n from '@vscode/l10n';
import type { Deadline } from '../async/deadline.ts';
import { type Body, BodyReader } from '../content/body.ts';
import type { Host } from '../hosts/host.ts';
import { type Failure, FailureError, failure, viaProxy } from '../model/failure.ts';
import type { EngineOptions } from '../model/options.ts';
import { authorityOf, ProxyError } from '../network/connect/proxyConnector.ts';
import type { Network } from '../network/exchange/network.ts';
import type { ConnectionUse, ExchangeOptions, Head, Phase } from '../network/exchange/transport.ts';
import { field, fields, requestHeaders } from '../network/headers.ts';
import { networkFailure } from '../network/networkFailure.ts';
import { type Route, routeTo } from '../network/proxy/route.ts';
import { seconds, size } from '../wording/units.ts';
import type { ActiveTarget } from './activeTarget.ts';
import { BEGINNING, beginningOf } from './beginning.ts';
import type { CookieJar } from './cookies.ts';
import { credentialHeaders, withheldNote } from './credentialHeaders.ts';
import type { Credential } from './credentials.ts';
import { mayBeWall, WALL_BYTES, wallOfHead, wallOfPage, wallOfRefusal } from './wallCheck.ts';
import type { Way } from './way.ts';

/** Parts that all requests of a scan share. */
export interface RequestContext {
  readonly network: Network;
  readonly options: EngineOptions;
  readonly credentials: readonly Credential[];
  /** Whether nothing is looked for, so that only so much of a page is read as tells a robot wall. */
  readonly onlyBeginning?: boolean;
}

/** One request on the way from a target to its page: its own URL, or one that redirects lead to. */
export interface Hop {
  readonly url: URL;
  /** Host of the URL. */
  readonly host: Host;
  /** Cookies of the target. */
  readonly cookies: CookieJar;
  /** The URLs before it, and itself. */
  readonly way: Way;
}

/** A complete response. */
export interface Answer extends Head {
  /** Absent if the body is not wanted. */
  readonly body?: Body;
  /** Vendor of the robot wall that gave the answer. */
  readonly wall?: string | undefined;
  /** Name of the proxy that forwarded the answer, or gave it itself. */
  readonly proxy?: string | undefined;
}

/**
 * Sends a request, and settles when the answer is complete.
 * @param target the facts and timings of the request are added to it, even if the request fails
 * @throws {FailureError}
 */
export async function request(
  { cookies, host, url, way }: Hop,
  use: ConnectionUse,
  target: ActiveTarget,
  { credentials, network, onlyBeginning = false, options }: RequestContext,
): Promise<Answer> {
  const { deadline, stopwatch } = target;
  let phase: Phase = 'connect';
  stopwatch.begin('connect');
  const enter = (next: Phase) => {
    if (phase === 'connect') stopwatch.connected(host.connection(url.protocol));
    stopwatch.begin(next === 'headers' ? 'firstByte' : next);
    phase = next;
  };
  let reader: BodyReader | undefined;
  const route = routeTo(url, network.proxies);
  const cookie = cookies.header(url);
  const toFailure = (error: unknown): Failure => {
    if (error instanceof FailureError) return error.failure;
    if (deadline.cancelled) return failure('CANCELLED', l10n.t('The scan was stopped'));
    if (deadline.expired) {
      return overdue(waitingFor(phase, url, route, network), url, route, options, reader);
    }
    return networkFailure(error, {
      host: url.hostname,
      port: portOf(url),
      answered: phase === 'body',
      isPlainHttp: url.protocol === 'http:',
      isRedirect: way.isRedirected,
      connectTimeout: options.connectTimeout,
      proxy: route.proxyName,
      isForwarded: route.isForwarded,
    });
  };
  const exchangeOptions: ExchangeOptions = {
    path: route.path,
    headers: {
      ...requestHeaders(url, options.userAgent, cookie),
      ...credentialHeaders(credentials, way, cookie),
      ...route.headers,
    },
    deadline,
    use,
    lineReach: options.privateAddresses === 'always' ? undefined : way.lineReach,
    wantsBody,
    createReader: ({ headers, mediaType, status }, source) =>
      new BodyReader(
        codings(headers),
        status >= 300 ? WALL_BYTES : onlyBeginning ? BEGINNING : options.maxPageSize,
        source,
        mediaType.isText,
      ),
    onPhase: enter,
    bodyFailure: toFailure,
  };
  try {
    const response = await network.transport.exchange(url, exchangeOptions);
    const { status, headers, mediaType } = response;
    way.learnReach(response.reach ?? host.connection(url.protocol)?.reach);
    if (status === 407 && route.proxy && route.isForwarded) {
      throw ProxyError.signIn(route.proxy, field(headers, 'proxy-authenticate'));
    }
    target.learn({ status });
    const note = withheldNote(credentials, way);
    if (note) target.learn({ note });
    cookies.store(fields(headers, 'set-cookie'), url);
    reader = response.body;
    const answer = { status, headers, mediaType, ...(route.isForwarded ? { proxy: route.proxyName } : {}) };
    const wall = wallOfHead(status, headers);
    if (!reader) return { ...answer, wall };
    if (status >= 300) {
      const errorPage = reader;
      // The page of an error is not searched, so its size is not a fact.
      reader = undefined;
      return { ...answer, wall: wall ?? (await wallOfError(errorPage, deadline)) };
    }
    const body = await (onlyBeginning ? beginningOf(reader, deadline) : deadline.race(reader.body));
    return { ...answer, wall: wall ?? wallOfPage(body.bytes, mediaType), body };
  } catch (error) {
    throw new FailureError(toFailure(error));
  } finally {
    if (phase === 'connect') stopwatch.connected(host.connection(url.protocol));
    target.learn({ bytes: reader?.length ?? 0 });
  }
}

/** The codings of the body, the outermost last. The HTTP parser has only removed the transfer coding `chunked`. */
function codings(headers: Head['headers']): string {
  // Most pages have none.
  if (!headers['content-encoding'] && !headers['transfer-encoding']) return '';
  return [field(headers, 'content-encoding'), field(headers, 'transfer-encoding')].filter(Boolean).join(',');
}

/**
 * Whether to read the body. The bodies of redirects, errors and images are not searched; the beginning of an error's page
 * may show a robot wall.
 */
function wantsBody({ headers, status, mediaType }: Head): boolean {
  if (status >= 300) return mayBeWall(status, headers, mediaType);
  return mediaType.isText !== false;
}

/** In ms. The page of an error is not worth a longer wait. */
const LONGEST_ERROR_PAGE = 2_000;

/** The vendor of the robot wall, by the beginning of an error's page. Never throws: the status alone says enough. */
async function wallOfError(reader: BodyReader, deadline: Deadline): Promise<string | undefined> {
  const enough = () => reader.fail(failure('BODY_STALLED', ''));
  const timer = setTimeout(enough, LONGEST_ERROR_PAGE);
  const off = deadline.onOver(enough);
  try {
    return wallOfRefusal((await reader.body).bytes);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    off();
  }
}

/** A {@link Phase}, with `connect` divided into its steps. */
type WaitCause = Phase | 'lookup' | 'proxy' | 'handshake';

function waitingFor(phase: Phase, url: URL, route: Route, { handshakes, resolver }: Network): WaitCause {
  if (phase === 'body') return phase;
  if (!route.proxy) return phase === 'connect' && resolver.isPending(url.hostname) ? 'lookup' : phase;
  // A proxy that forwards would answer with an error if the host did not answer, so the proxy itself is slow.
  if (route.isForwarded) return 'proxy';
  if (phase === 'headers') return phase;
  return handshakes.has(authorityOf(url)) ? 'handshake' : 'proxy';
}

/** The failure of a URL that took too long. @param wait what it was waiting for */
function overdue(
  wait: WaitCause,
  url: URL,
  { proxyName }: Route,
  options: EngineOptions,
  reader: BodyReader | undefined,
): Failure {
  const limit = seconds(options.totalTimeout);
  const via = (sentence: string) => viaProxy(sentence, proxyName);
  const authority = `${url.hostname}:${portOf(url)}`;
  switch (wait) {
    case 'lookup':
      return failure('DNS_TIMEOUT', l10n.t('Looking up {0} took longer than {1}', url.hostname, limit));
    case 'connect':
      return failure('CONNECT_TIMEOUT', l10n.t('No connection to {0} within {1}', authority, limit));
    case 'proxy':
      return failure(
        'PROXY_TIMEOUT',
        l10n.t('The proxy {0} did not answer within {1}', proxyName ?? '', limit),
      );
    case 'handshake':
      return failure(
        'TLS_HANDSHAKE',
        via(l10n.t('The TLS handshake with {0} took longer than {1}', url.hostname, limit)),
      );
    case 'headers':
      return failure('HEADERS_TIMEOUT', via(l10n.t('No answer within {0}', limit)));
    case 'body': {
      const { length: read = 0, silence = 0 } = reader ?? {};
      // Half of the time without data counts as stalled. Otherwise, the page is just slow.
      if (silence > options.totalTimeout / 2) {
        return failure('BODY_STALLED', via(l10n.t('No data for {0}', seconds(silence))));
      }
      return failure(
        'TOTAL_TIMEOUT',
        via(
          read
            ? l10n.t('Not finished within {0} (read {1})', limit, size(read))
            : l10n.t('Not finished within {0}', limit),
        ),
      );
    }
  }
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
