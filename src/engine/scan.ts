/** A scan: every URL once, each with exactly one outcome. */

import pMap from 'p-map';
import type { Credential } from './credentials.ts';
import { Deadlines } from './deadline.ts';
import { roomForRequests } from './descriptors.ts';
import { type Failure, FailureError, failure } from './failure.ts';
import { type FetchContext, fetchPage } from './fetchPage.ts';
import { type HostFetch, HostTransport } from './hostTransport.ts';
import type { EngineOptions } from './options.ts';
import { cancelled, type Facts, type Outcome } from './outcome.ts';
import { type PageText, readText } from './pageText.ts';
import { Pending } from './pending.ts';
import { PoliteQueue } from './politeness.ts';
import { NO_PROXIES, Proxies } from './proxy.ts';
import type { Network } from './request.ts';
import { Resolver } from './resolve.ts';
import { Search } from './search.ts';
import type { Term } from './term.ts';
import { UndiciTransport } from './undiciTransport.ts';

export interface ScanRequest {
  /** Normalised http: and https: URLs without duplicates, as {@link import('./list.ts').List.targets}. */
  readonly targets: readonly string[];
  readonly term: Term;
  readonly options: EngineOptions;
  /** When the scan began, in ms since the epoch, for all processes that have a part in it; by default it is now. */
  readonly began?: number;
  /** Secrets, as the proxies of the options may be: neither is ever logged. */
  readonly credentials?: readonly Credential[];
}

/**
 * Called once for each target, in the order of completion.
 * @param target index in the request
 * @param page as it was searched; absent when there was none
 */
export type OnOutcome = (target: number, outcome: Outcome, page?: PageText) => void;

/**
 * Settles when every target has its outcome; targets that were not done when the signal aborts are cancelled.
 * @param hostFetch carries the requests when the options say so
 * @throws {import('./term.ts').InvalidTermError} before anything is requested
 */
export async function scan(
  request: ScanRequest,
  onOutcome: OnOutcome,
  signal: AbortSignal,
  hostFetch?: HostFetch,
): Promise<void> {
  const { targets, term, options, credentials = [] } = request;
  const search = new Search(term, options);
  const origins = countOrigins(targets);
  const queue = new PoliteQueue(targets, {
    limit: options.perHostConcurrency,
    interval: options.hostInterval,
  });
  const network = createNetwork(options, hostFetch);
  const deadlines = new Deadlines();
  const onStop = () => {
    deadlines.cancel();
    queue.rush();
  };
  signal.addEventListener('abort', onStop);
  try {
    await pMap(
      queue,
      async target => {
        const url = targets[target] as string;
        const { outcome, page } = await scanUrl(url, {
          credentials,
          deadlines,
          network,
          options,
          origins,
          search,
          signal,
          onHold: ({ host }, ms) => queue.hold(host, ms),
        });
        queue.release(target);
        onOutcome(target, outcome, page);
      },
      { concurrency: Math.min(options.concurrency, roomForRequests()) },
    );
  } finally {
    signal.removeEventListener('abort', onStop);
    // Idle connections are of no use any more, and open ones belong to URLs that have their outcome.
    await Promise.all([network.transport.end(), search.end()]);
  }
}

interface UrlContext extends Pick<FetchContext, 'credentials' | 'network' | 'onHold'> {
  readonly deadlines: Deadlines;
  readonly options: EngineOptions;
  /** URLs left to ask, by origin. */
  readonly origins: Map<string, number>;
  readonly search: Search;
  readonly signal: AbortSignal;
}

interface Searched {
  readonly outcome: Outcome;
  readonly page?: PageText;
}

/** Never throws: whatever happens to a URL is its own outcome. */
async function scanUrl(url: string, context: UrlContext): Promise<Searched> {
  if (context.signal.aborted) return { outcome: cancelled() };
  const { credentials, deadlines, network, onHold, options, origins, search } = context;
  const started = performance.now();
  const deadline = deadlines.start(options.totalTimeout);
  const facts: { -readonly [Name in keyof Facts]: Facts[Name] } = { bytes: 0, finalUrl: url, ms: 0 };
  const factsNow = (): Facts => ({ ...facts, ms: Math.round(performance.now() - started) });
  try {
    const page = await fetchPage(url, {
      credentials,
      network,
      onHold,
      options,
      deadline,
      isAskedAgain: origin => (origins.get(origin) ?? 0) > 1,
      learn: more => {
        Object.assign(facts, more);
      },
    });
    const read = readText(page, page.mediaType);
    facts.charset = read.charset;
    if (read.note) facts.note = read.note;
    const { count, places, lines, note } = await search.page(read, page.mediaType, deadline);
    if (facts.status === 204) facts.note = 'The answer is empty (204)';
    else if (note) facts.note = note;
    const found = { count, places, matches: lines };
    if (page.cut) {
      return { page: read, outcome: { ...factsNow(), kind: 'partial', ...found, failure: page.cut } };
    }
    if (count === 0) return { page: read, outcome: { ...factsNow(), kind: 'noMention' } };
    return { page: read, outcome: { ...factsNow(), kind: 'mentions', ...found } };
  } catch (error) {
    if (deadline.cancelled) return { outcome: cancelled(factsNow().ms) };
    return { outcome: withoutPage(error, factsNow()) };
  } finally {
    deadline.end();
    const { origin } = new URL(url);
    origins.set(origin, (origins.get(origin) ?? 1) - 1);
  }
}

function withoutPage(error: unknown, facts: Facts): Outcome {
  const reason = error instanceof FailureError ? error.failure : unexpected(error);
  return { ...facts, kind: reason.code === 'NOT_TEXT' ? 'skipped' : 'failed', failure: reason };
}

function unexpected(error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return failure('INTERNAL', 'Something unexpected went wrong; the log says what', detail);
}

function countOrigins(targets: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const target of targets) {
    const { origin } = new URL(target);
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return counts;
}

function createNetwork(options: EngineOptions, hostFetch: HostFetch | undefined): Network {
  const resolver = new Resolver(options.connectTimeout, options.dnsServers);
  const handshakes = new Pending();
  if (options.transport === 'vscode') {
    // The host has proxies of its own.
    const proxies = new Proxies(NO_PROXIES);
    const { privateAddresses } = options;
    return {
      transport: new HostTransport(hostFetch, resolver, privateAddresses),
      resolver,
      proxies,
      handshakes,
    };
  }
  const proxies = new Proxies(options.proxies);
  return {
    transport: new UndiciTransport(options, { resolver, proxies, handshakes }),
    resolver,
    proxies,
    handshakes,
  };
}
