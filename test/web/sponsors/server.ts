import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Gate } from '../gate.ts';
import { type Listening, LOOPBACK, listen } from '../listen.ts';
import { type MaxOpen, RequestLog } from '../requestLog.ts';
import { answerNotFound, answerPage, answerRedirect } from './answer.ts';
import { cachedPieces } from './bodyCache.ts';
import { latencies } from './latency.ts';
import { pages } from './pages.ts';
import { type Resource, routes } from './routes.ts';

/** A request as it arrived. */
export interface SponsorsRequest {
  /** The original URL of what was asked for, redirects' targets included. */
  url: string;
  /** Empty if the client did not say. */
  userAgent: string;
}

/** The replica, running. */
export interface Sponsors {
  /** A list to scan: in the order of `urls.txt`, each line `replica URL  # original URL`. */
  list: string;
  /** The same, in pairs. */
  urls: readonly { original: string; replica: string }[];
  /** Every request, in the order they arrived. */
  requests: readonly SponsorsRequest[];
  /** The most requests that were open at the same time. */
  maxOpen: Readonly<MaxOpen>;
  /** Holds every answer until `resume()`. */
  pause(): void;
  resume(): void;
  /** Resolves when `count` requests have arrived since the start; rejects if the replica closes before. */
  waitForRequests(count: number): Promise<void>;
  /** Drops every connection and frees the ports. */
  close(): Promise<void>;
}

/** How the replica is served. */
export interface SponsorsOptions {
  /** Factor on every page's latency: 1, the default, for a median of 150 ms and 1.0 s at most; 0 for none. */
  latency?: number;
  /** The first port; the other hosts get the ones that follow. 0, the default, for any free ones. */
  port?: number;
  /**
   * Whether the URLs carry the original names, as in `http://example.com.localhost:41234/`, for people to read.
   * Browsers and the engine know that these names are this machine (RFC 6761); many programs do not.
   */
  names?: boolean;
}

/**
 * Starts the replica of the 64 pages on 127.0.0.1. Each host has a port of its own, all without TLS; paths and
 * queries are the original ones.
 * @throws EADDRINUSE when one of the ports from `port` on is taken
 */
export async function startSponsors(options: SponsorsOptions = {}): Promise<Sponsors> {
  const { latency = 1, port = 0, names = false } = options;
  const table = routes(pages);
  const delays = latencies(pages.map(page => page.url));
  const log = new RequestLog<SponsorsRequest>();
  const gate = new Gate();
  const closing = new AbortController();
  const replicas = new Map<string, string>();
  await Promise.all(pages.map(page => cachedPieces(page, page.coding)));

  async function respond(resource: Resource | undefined, request: IncomingMessage, response: ServerResponse) {
    await gate.passed();
    if (!resource) return answerNotFound(response);
    if ('location' in resource) {
      return answerRedirect(resource.status, inReplica(resource.location, replicas), response);
    }
    const delay = latency * (delays.get(resource.page.url) ?? 0);
    if (delay > 0) await setTimeout(delay, undefined, { signal: closing.signal });
    await answerPage(resource.page, request, response);
  }

  const serve = (origin: string) =>
    createServer((request, response) => {
      const url = origin + request.url;
      response.on('close', log.arrive(origin, { url, userAgent: request.headers['user-agent'] ?? '' }));
      respond(table.get(url), request, response).catch(() => response.destroy());
    });

  const origins = [...new Set([...table.keys()].map(url => new URL(url).origin))];
  const listening = await listenAll(origins.map(serve), port);
  for (const [index, origin] of origins.entries()) {
    const host = names ? `${new URL(origin).hostname}.localhost` : LOOPBACK;
    replicas.set(origin, `http://${host}:${listening[index]?.port}`);
  }
  const urls = pages.map(({ url }) => ({ original: url, replica: inReplica(url, replicas) }));
  return {
    list: urls.map(({ original, replica }) => `${replica}  # ${original}\n`).join(''),
    urls,
    requests: log.entries,
    maxOpen: log.maxOpen,
    pause: () => gate.close(),
    resume: () => gate.open(),
    waitForRequests: count => log.waitFor(count),
    async close() {
      closing.abort();
      log.end();
      await Promise.all(listening.map(server => server.close()));
    },
  };
}

async function listenAll(servers: ReturnType<typeof createServer>[], port: number): Promise<Listening[]> {
  const results = await Promise.allSettled(
    servers.map((server, index) => listen(server, port === 0 ? 0 : port + index)),
  );
  const listening = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find(result => result.status === 'rejected');
  if (!failed) return listening;
  await Promise.all(listening.map(server => server.close()));
  throw failed.reason;
}

/** A URL with its original origin replaced by the replica's; a relative one stays as it is. */
function inReplica(url: string, replicas: ReadonlyMap<string, string>): string {
  const { origin, href } = URL.parse(url) ?? { origin: '', href: url };
  const replica = replicas.get(origin);
  return replica ? replica + href.slice(origin.length) : url;
}
