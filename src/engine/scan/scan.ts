/** A scan: every URL once, each with exactly one outcome. */

import pMap from 'p-map';
import { Deadlines } from '../async/deadline.ts';
import type { PageText } from '../content/pageText.ts';
import type { EngineOptions } from '../model/options.ts';
import { cancelled, type Outcome } from '../model/outcome.ts';
import type { Wait } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { Term } from '../model/term.ts';
import type { HostFetch } from '../network/exchange/hostTransport.ts';
import { createNetwork, type Network } from '../network/exchange/network.ts';
import { roomForRequests } from '../network/openFiles.ts';
import type { Credential } from '../request/credentials.ts';
import { Stopwatch } from '../request/stopwatch.ts';
import { Search } from '../search/search.ts';
import { originOf } from '../url/urlParts.ts';
import { PoliteQueue } from './politeQueue.ts';
import { scanUrl } from './scanUrl.ts';

export interface ScanRequest {
  /** All of {@link import('../model/list.ts').List.targets}, or some of them, each once. */
  readonly targets: readonly Target[];
  readonly term: Term;
  readonly options: EngineOptions;
  /** Batches of outcomes that may be on their way to the reader; with more of them no further URL is taken. */
  readonly mostUnread?: number;
  /** When the scan began, in ms since the epoch, for all processes that have a part in it; by default it is now. */
  readonly began?: number;
  /** Secrets, as the proxies of the options may be: neither is ever logged. */
  readonly credentials?: readonly Credential[];
}

/** Who is told of a scan. Targets are ids; times are in ms since the scan began. */
export interface ScanListener {
  /**
   * Called once for each target, in the order of completion.
   * @param page that was searched, also when that failed; absent when there was none
   * @returns a promise that the lane of the target waits for before it takes the next one, if there is no room for more
   */
  readonly onOutcome: (target: number, outcome: Outcome, page?: PageText) => unknown;
  /** A target has left the queue. */
  readonly onStart?: (target: number, at: number) => void;
  /** A target under way waits for its next try, or does so no more. */
  readonly onWait?: (target: number, wait: Wait | null) => void;
  /** No further target of the host (name and port) is asked for until then. */
  readonly onHold?: (host: string, wait: Wait) => void;
}

export class Scan {
  readonly #request: ScanRequest;
  readonly #listener: ScanListener;
  readonly #search: Search;
  readonly #network: Network;
  readonly #queue: PoliteQueue;
  readonly #deadlines = new Deadlines();
  /** URLs left to ask, by origin. */
  readonly #origins: Map<string, number>;
  /** When it began, in ms of `performance.now()`. */
  readonly #zero: number;
  #isStopped = false;

  /**
   * @param hostFetch carries the requests when the options say so
   * @throws {import('../model/term.ts').InvalidTermError} before anything is requested
   */
  constructor(request: ScanRequest, listener: ScanListener, hostFetch?: HostFetch) {
    const { began = Date.now(), options, targets, term } = request;
    this.#request = request;
    this.#listener = listener;
    this.#search = new Search(term, options);
    this.#network = createNetwork(options, hostFetch);
    this.#origins = countOrigins(targets);
    this.#queue = new PoliteQueue(targets, {
      limit: options.perHostConcurrency,
      interval: options.hostInterval,
    });
    this.#zero = performance.now() - Math.max(0, Date.now() - began);
  }

  /** Settles when every target has its outcome. To be called once. */
  async run(): Promise<void> {
    const { concurrency } = this.#request.options;
    try {
      await pMap(this.#queue, target => this.#scanTarget(target), {
        concurrency: Math.min(concurrency, roomForRequests()),
      });
    } finally {
      // Idle connections are of no use any more, and open ones belong to URLs that have their outcome.
      await Promise.all([this.#network.transport.end(), this.#search.end()]);
    }
  }

  /** Whether {@link stop} was called. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Targets that are not done are cancelled. */
  stop(): void {
    this.#isStopped = true;
    this.#deadlines.cancel();
    this.#queue.rush();
  }

  /** These targets are not waited for any more; the others go on. */
  skip(targets: readonly number[]): void {
    for (const target of targets) this.#deadlines.skip(target);
    for (const target of this.#queue.drop(targets))
      void this.#listener.onOutcome(target, cancelled({}, true));
  }

  async #scanTarget([target, url]: Target): Promise<void> {
    if (this.#isStopped) {
      void this.#listener.onOutcome(target, cancelled());
      return;
    }
    const { credentials = [], options } = this.#request;
    const stopwatch = new Stopwatch(this.#zero);
    const until = (ms: number, status: number | undefined): Wait => ({
      until: stopwatch.now + Math.round(ms),
      ...(status === undefined ? {} : { status }),
    });
    this.#listener.onStart?.(target, stopwatch.now);
    const deadline = this.#deadlines.start(target, options.totalTimeout);
    const { outcome, page } = await scanUrl(url, {
      credentials,
      deadline,
      network: this.#network,
      options,
      search: this.#search,
      stopwatch,
      isAskedAgain: origin => (this.#origins.get(origin) ?? 0) > 1,
      onHold: ({ host }, ms, status) => {
        this.#queue.hold(host, ms);
        if (ms) this.#listener.onHold?.(host, until(ms, status));
      },
      onWait: (ms, status) => this.#listener.onWait?.(target, ms === undefined ? null : until(ms, status)),
    });
    deadline.end();
    this.#leave(originOf(url));
    this.#queue.release(target);
    await this.#listener.onOutcome(target, outcome, page);
  }

  #leave(origin: string): void {
    const left = (this.#origins.get(origin) ?? 1) - 1;
    this.#origins.set(origin, left);
    if (!left) this.#network.connections.forget(origin);
  }
}

function countOrigins(targets: readonly Target[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, url] of targets) {
    const origin = originOf(url);
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return counts;
}
