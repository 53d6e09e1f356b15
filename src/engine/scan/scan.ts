/** Runs a scan: scans each target once, and reports exactly one outcome for each. */

import { Deadlines } from '../async/deadline.ts';
import type { PageText } from '../content/pageText.ts';
import type { Host } from '../hosts/host.ts';
import { Hosts } from '../hosts/hosts.ts';
import type { EngineOptions } from '../model/options.ts';
import { cancelled, type Outcome } from '../model/outcome.ts';
import { type Wait, waitUntil } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import { isCheck, type Term } from '../model/term.ts';
import type { HostFetch } from '../network/exchange/hostTransport.ts';
import { createNetwork } from '../network/exchange/network.ts';
import { roomForRequests } from '../network/openFiles.ts';
import { ActiveTarget, type WaitListener } from '../request/activeTarget.ts';
import type { Credential } from '../request/credentials.ts';
import { Stopwatch } from '../request/stopwatch.ts';
import type { PageFrames } from '../search/framedSearch.ts';
import { Search } from '../search/search.ts';
import { Lanes } from './lanes.ts';
import { PoliteQueue } from './politeQueue.ts';
import { type ScanContext, scanUrl } from './scanUrl.ts';

/**
 * Maximum number of targets that wait for their turn at another host and have given their lane back. A target takes a few
 * kilobytes.
 */
const MOST_WAITING = 1_000;

/** In ms. Targets that wait for their turn at a host are told only of pauses that are so much longer. */
const TOLD_AGAIN = 500;

/**
 * Asks for the turn of a target at the host of a URL, where another process knows the hosts.
 * @returns whether the host was given up
 */
export type AskTurn = (target: number, url: string) => Promise<boolean>;

export interface ScanRequest {
  /** All or some of {@link import('../model/list.ts').List.targets}, without duplicates. */
  readonly targets: readonly Target[];
  /** {@link import('../model/term.ts').NO_TERM} for a check, which has no pages. */
  readonly term: Term;
  readonly options: EngineOptions;
  /** Maximum number of batches of outcomes that are sent but not read. At this number, no further URL is taken. */
  readonly mostUnread?: number;
  /** Start of the scan, in ms since the epoch; the same in all its processes. The default is now. */
  readonly began?: number;
  /** Secrets, which must never be logged. The proxies in the options are secret, too. */
  readonly credentials?: readonly Credential[];
}

/** Callbacks of a scan. Targets are ids. Times are in ms since the scan began. */
export interface ScanListener extends WaitListener {
  /**
   * Called once for each target, in the order of completion.
   * @param page the page of the target, even if searching it failed; absent if there is no page
   * @param frames the pages that it shows in frames, if they were fetched
   * @returns a promise to await before the next target is taken, if the reader of the outcomes is too slow
   */
  readonly onOutcome: (target: number, outcome: Outcome, page?: PageText, frames?: PageFrames) => unknown;
  /** Called when a target has left the queue. */
  readonly onStart?: (target: number, at: number) => void;
  /** Called when all targets of a host have to wait. @param host name and port */
  readonly onHold?: (host: string, wait: Wait) => void;
  /** Called when a host is given up at once: see {@link Host.giveUp}. @param host name and port */
  readonly onGiveUp?: (host: string) => void;
  /** Called before work on a page that occupies the thread, and with `undefined` after it. */
  readonly onWork?: (target: number | undefined) => void;
}

export class Scan {
  readonly #request: ScanRequest;
  readonly #listener: ScanListener;
  readonly #context: ScanContext;
  readonly #queue: PoliteQueue;
  readonly #lanes: Lanes;
  /** Targets that wait for their turn at a host, by id. */
  readonly #queued = new Map<number, ActiveTarget>();
  /** The end of the pause that the targets of {@link #queued} know, by host. */
  readonly #told = new Map<Host, number>();
  readonly #askTurn: AskTurn | undefined;
  readonly #deadlines: Deadlines;
  /** Start of the scan, in ms of `performance.now()`. */
  readonly #zero: number;
  #isStopped = false;

  /**
   * @param hostFetch sends the requests if the option `transport` is `vscode`
   * @param askTurn if absent, the scan knows all hosts itself
   * @throws {import('../model/term.ts').InvalidTermError}
   */
  constructor(request: ScanRequest, listener: ScanListener, hostFetch?: HostFetch, askTurn?: AskTurn) {
    const { began = Date.now(), credentials = [], options, targets, term } = request;
    this.#request = request;
    this.#listener = listener;
    this.#deadlines = new Deadlines(listener.onWork);
    this.#zero = performance.now() - Math.max(0, Date.now() - began);
    const hosts = new Hosts({
      limit: options.perHostConcurrency,
      interval: options.hostInterval,
      onHold: (host, ms, status) => this.#tellHold(host, ms, status),
      onGiveUp: ({ name }) => listener.onGiveUp?.(name),
    });
    const search = isCheck(term) ? {} : { search: new Search(term, options) };
    const network = createNetwork(options, hosts, hostFetch);
    const turnAt = this.#turnAt.bind(this);
    this.#context = { credentials, hosts, network, options, turnAt, ...search };
    this.#askTurn = askTurn;
    this.#queue = new PoliteQueue(targets, hosts, options.concurrency + MOST_WAITING);
    this.#lanes = new Lanes(this.#queue, targets, target => this.#scanTarget(target));
  }

  /** Settles when every target has its outcome. Must be called once. */
  async run(): Promise<void> {
    const { concurrency } = this.#request.options;
    try {
      await this.#lanes.run(Math.min(concurrency, roomForRequests()));
    } finally {
      // All targets have their outcome, so the connections can be closed.
      const { network, search } = this.#context;
      await Promise.all([network.transport.end(), search?.end()]);
    }
  }

  /** Whether {@link stop} was called. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Cancels all targets that have no outcome yet. */
  stop(): void {
    this.#isStopped = true;
    this.#deadlines.cancel();
    this.#queue.drain();
  }

  /** Cancels those of these targets that have no outcome yet. The others continue. */
  skip(targets: readonly number[]): void {
    const waiting = targets.filter(target => !this.#deadlines.skip(target));
    for (const target of this.#queue.remove(waiting)) {
      void this.#listener.onOutcome(target, cancelled({}, true));
    }
  }

  #tellHold(host: Host, ms: number, status: number | undefined): void {
    const until = Math.round(performance.now() - this.#zero) + Math.round(ms);
    this.#listener.onHold?.(host.name, waitUntil(until, status));
    // Telling each of many targets each time that one more is refused would be quadratic.
    if (until < (this.#told.get(host) ?? 0) + TOLD_AGAIN) return;
    this.#told.set(host, until);
    for (const [id] of host.visitors) this.#queued.get(id)?.tellHold(ms, status);
  }

  async #turnAt(target: ActiveTarget, host: Host, url: URL): Promise<void> {
    const { deadline, id } = target;
    // The request says why it failed.
    if (deadline.reason) return;
    const turn = this.#askTurn?.(id, url.href).then(isGivenUp => (isGivenUp ? host.giveUp() : undefined));
    const wait = turn ?? this.#lanes.move([id, target.url], url.href);
    if (!wait) return;
    this.#queued.set(id, target);
    if (host.pause) target.tellHold(host.pause, host.holdStatus);
    try {
      await target.queueFor(wait);
    } finally {
      this.#queued.delete(id);
      target.tellHold(0);
    }
  }

  async #scanTarget(target: Target): Promise<void> {
    const [id] = target;
    if (this.#isStopped) {
      this.#queue.release(target);
      void this.#listener.onOutcome(id, cancelled());
      return;
    }
    const stopwatch = new Stopwatch(this.#zero);
    this.#listener.onStart?.(id, stopwatch.now);
    const deadline = this.#deadlines.start(id, this.#request.options.totalTimeout);
    const active = new ActiveTarget(target, deadline, stopwatch, this.#listener);
    const { frames, outcome, page } = await scanUrl(active, this.#context);
    deadline.end();
    this.#queue.release(target);
    await this.#listener.onOutcome(id, outcome, page, frames);
  }
}
