/** A scan: every URL once, each with exactly one outcome. */

import pMap from 'p-map';
import { Deadlines } from '../async/deadline.ts';
import type { PageText } from '../content/pageText.ts';
import { Hosts } from '../hosts/hosts.ts';
import type { EngineOptions } from '../model/options.ts';
import { cancelled, type Outcome } from '../model/outcome.ts';
import type { Wait } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { Term } from '../model/term.ts';
import type { HostFetch } from '../network/exchange/hostTransport.ts';
import { createNetwork } from '../network/exchange/network.ts';
import { roomForRequests } from '../network/openFiles.ts';
import { ActiveTarget, type WaitListener } from '../request/activeTarget.ts';
import type { Credential } from '../request/credentials.ts';
import { Stopwatch } from '../request/stopwatch.ts';
import { Search } from '../search/search.ts';
import { PoliteQueue } from './politeQueue.ts';
import { type ScanContext, scanUrl } from './scanUrl.ts';

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
export interface ScanListener extends WaitListener {
  /**
   * Called once for each target, in the order of completion.
   * @param page that was searched, also when that failed; absent when there was none
   * @returns a promise that the lane of the target waits for before it takes the next one, if there is no room for more
   */
  readonly onOutcome: (target: number, outcome: Outcome, page?: PageText) => unknown;
  /** A target has left the queue. */
  readonly onStart?: (target: number, at: number) => void;
  /** No further target of the host (name and port) is asked for until then. */
  readonly onHold?: (host: string, wait: Wait) => void;
}

export class Scan {
  readonly #request: ScanRequest;
  readonly #listener: ScanListener;
  readonly #context: ScanContext;
  readonly #queue: PoliteQueue;
  readonly #deadlines = new Deadlines();
  /** When it began, in ms of `performance.now()`. */
  readonly #zero: number;
  #isStopped = false;

  /**
   * @param hostFetch carries the requests when the options say so
   * @throws {import('../model/term.ts').InvalidTermError} before anything is requested
   */
  constructor(request: ScanRequest, listener: ScanListener, hostFetch?: HostFetch) {
    const { began = Date.now(), credentials = [], options, targets, term } = request;
    this.#request = request;
    this.#listener = listener;
    this.#zero = performance.now() - Math.max(0, Date.now() - began);
    const hosts = new Hosts({
      limit: options.perHostConcurrency,
      interval: options.hostInterval,
      onHold: ({ name }, ms, status) => {
        const until = Math.round(performance.now() - this.#zero) + Math.round(ms);
        listener.onHold?.(name, { until, ...(status === undefined ? {} : { status }) });
      },
    });
    const search = new Search(term, options);
    const network = createNetwork(options, hosts, hostFetch);
    this.#context = { credentials, hosts, network, options, search };
    this.#queue = new PoliteQueue(targets, hosts);
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
      const { network, search } = this.#context;
      await Promise.all([network.transport.end(), search.end()]);
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
    this.#queue.drain();
  }

  /** These targets are not waited for any more; the others go on. */
  skip(targets: readonly number[]): void {
    for (const target of targets) this.#deadlines.skip(target);
    for (const target of this.#queue.remove(targets))
      void this.#listener.onOutcome(target, cancelled({}, true));
  }

  async #scanTarget(target: Target): Promise<void> {
    const [id, url] = target;
    if (this.#isStopped) {
      void this.#listener.onOutcome(id, cancelled());
      return;
    }
    const stopwatch = new Stopwatch(this.#zero);
    this.#listener.onStart?.(id, stopwatch.now);
    const deadline = this.#deadlines.start(id, this.#request.options.totalTimeout);
    const active = new ActiveTarget(id, url, deadline, stopwatch, this.#listener);
    const { outcome, page } = await scanUrl(active, this.#context);
    deadline.end();
    this.#queue.release(target);
    await this.#listener.onOutcome(id, outcome, page);
  }
}
