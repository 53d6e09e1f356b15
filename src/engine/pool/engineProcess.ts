/** An engine process, seen from its host: the extension or the terminal command. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { EngineOptions } from '../model/options.ts';
import type { ScanId } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import { SCAN } from '../process/beat.ts';
import {
  type AnswerOf,
  type BodyOf,
  Channel,
  ChannelClosedError,
  type Message,
  type PieceOf,
  type RequestName,
  type RequestOptions,
} from '../process/channel.ts';
import type { Matched, ToEngine, ToHost } from '../process/messages.ts';
import type { MovedPage } from '../process/movedPage.ts';
import { toSentTargets } from '../process/sentTargets.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { MatchJob } from '../search/matchJob.ts';
import { type EngineLoss, lossOf } from './engineLoss.ts';
import { EngineWatch, MATCH_LIMIT, PAGE_LIMIT, standstillLimit } from './engineWatch.ts';
import { type EngineProgram, forkEngine, watchdogPipe } from './forkEngine.ts';
import { HostFetchServer } from './hostFetchServer.ts';
import type { ScanEvents } from './scanEvents.ts';
import { threadPoolSize } from './threadPool.ts';

/** The running process. */
interface Connection {
  readonly child: ChildProcess;
  readonly channel: Channel<ToHost, ToEngine>;
  readonly fetches: HostFetchServer;
  readonly watch: EngineWatch;
  /** How the process was lost. */
  loss?: EngineLoss;
}

interface RunningScan {
  readonly connection: Connection;
  readonly events: ScanEvents;
  /** Settles when the process has answered the request, or has ended. */
  readonly answer: Promise<Usage>;
}

/** In ms. If a stopped scan, or a process that is not needed any more, takes longer to end, the process is stuck. */
const STOP_LIMIT = 2_000;

/**
 * The process starts with the first scan. It stays alive for its pages and the next scan, and ends when no pages are
 * needed. A crash ends the running scans, but not the host; so does a standstill, because the host ends the process
 * then. The host can end the process immediately; by itself, the process could not, because it waits for the threads
 * that look up names.
 */
export class EngineProcess {
  readonly #program: EngineProgram;
  readonly #running = new Map<ScanId, RunningScan>();
  /** Scans that may have pages. */
  readonly #kept = new Set<ScanId>();
  #connection: Connection | undefined;
  #lastScan: ScanId = 0;

  constructor(program: EngineProgram) {
    this.#program = program;
  }

  /** Process id; `undefined` if no process runs. */
  get pid(): number | undefined {
    return this.#connection?.child.pid;
  }

  /** Settles when the running process has ended. */
  async ended(): Promise<void> {
    if (this.#connection) await once(this.#connection.child, 'exit');
  }

  /** Starts the process for a coming scan. @param options of that scan */
  warm(options: EngineOptions): void {
    this.#connect(threadPoolSize(options));
  }

  /** Starts a scan. @param keep limits for kept pages; if absent, no pages are kept */
  scan(request: ScanRequest, events: ScanEvents, keep?: KeepLimits): ScanId {
    const scan = ++this.#lastScan;
    const connection = this.#connect(threadPoolSize(request.options));
    const answer = connection.channel.request('scan', {
      ...request,
      scan,
      targets: toSentTargets(request.targets),
      ...(keep ? { keep } : {}),
      ...(events.onTurn ? { asksForTurns: true } : {}),
    });
    connection.watch.during(standstillLimit(request.options), answer);
    this.#running.set(scan, { connection, events, answer });
    this.#kept.add(scan);
    answer.then(
      usage => this.#remove(scan)?.onEnd(undefined, usage),
      (error: Error) => {
        const ended = this.#remove(scan);
        if (connection.loss) ended?.onLoss(lossOf(connection.loss, scan));
        else ended?.onEnd(String(error));
      },
    );
    return scan;
  }

  /** Creates a store for pages of other processes. @returns its id; the caller must {@link forget} it, like a scan */
  createPageStore(options: EngineOptions): ScanId {
    const scan = ++this.#lastScan;
    this.#kept.add(scan);
    this.warm(options);
    return scan;
  }

  /** A kept page, to move it to another process. @returns `undefined` if the page is not kept */
  async handOver(scan: ScanId, target: number): Promise<MovedPage | undefined> {
    return this.#kept.has(scan) ? this.#request('handOver', { scan, target }) : undefined;
  }

  /** Keeps a page that comes from another process. Settles when it is kept, or cannot be. */
  async keep(scan: ScanId, target: number, page: MovedPage, keep: KeepLimits): Promise<void> {
    if (this.#kept.has(scan)) await this.#request('keep', { scan, target, page, keep });
  }

  /** Stops a scan. None of its callbacks is called from now on. */
  stop(scan: ScanId): void {
    const running = this.#running.get(scan);
    if (!running) return;
    this.#running.delete(scan);
    const { connection, answer } = running;
    if (this.#endStandstill(connection)) return;
    connection.channel.notify('stop', { scan });
    const done = this.#endLater(connection, 'it did not stop a scan in time');
    answer.then(done, error => {
      // A closed channel does not mean that the process has ended. It may be stuck, so the limit still applies.
      if (!(error instanceof ChannelClosedError)) done();
    });
  }

  /** Cancels those of these targets that have no outcome yet. The scan continues. */
  skip(scan: ScanId, targets: readonly number[]): void {
    const connection = this.#running.get(scan)?.connection;
    const { standstill } = connection?.watch ?? {};
    // If the process stands still on one of them, it cannot be told.
    const isStuck =
      standstill?.work === SCAN && standstill.scan === scan && targets.includes(standstill.target);
    if (!isStuck || !connection) connection?.channel.notify('skip', { scan, targets });
    else this.#endStandstill(connection);
  }

  /** A kept page as a document. @returns `undefined` if the page is not kept */
  async page(scan: ScanId, target: number, wanted: PageRequest): Promise<ShownPage | undefined> {
    return this.#kept.has(scan) ? this.#request('page', { scan, target, ...wanted }) : undefined;
  }

  /**
   * Searches the kept pages of a scan. Settles when all are searched, or when the signal is aborted; the callback is not
   * called afterwards.
   */
  async search(
    scan: ScanId,
    wanted: SearchRequest,
    onOutcomes: ScanEvents['onOutcomes'],
    signal: AbortSignal,
  ): Promise<void> {
    if (!this.#kept.has(scan)) return;
    const limit = standstillLimit(wanted.options);
    await this.#request('search', { scan, ...wanted }, { onPiece: onOutcomes, signal }, limit);
  }

  /** Reads links. @param options of the scan that follows @returns `undefined` if the process or the signal ends before */
  read<Name extends 'readText' | 'readFiles'>(
    name: Name,
    body: BodyOf<ToEngine[Name]>,
    options: EngineOptions,
    more: RequestOptions<PieceOf<ToEngine[Name]>> = {},
  ): Promise<AnswerOf<ToEngine[Name]> | undefined> {
    this.warm(options);
    return this.#request(name, body, more);
  }

  /** @returns `undefined` if the process ends before the job is done */
  async match(job: MatchJob): Promise<Matched | undefined> {
    this.#connect(job.threads + 4);
    return this.#request('match', job, {}, MATCH_LIMIT);
  }

  /** Drops the kept pages of a scan, and stops it if it runs. */
  forget(scan: ScanId): void {
    if (!this.#kept.delete(scan)) return;
    this.stop(scan);
    if (this.#kept.size) {
      this.#connection?.channel.notify('forget', { scan });
    } else if (this.#connection) {
      // The process ends by itself when it is disconnected, unless it stands still.
      this.#endLater(this.#connection, 'it did not end in time');
      this.#disconnect('it is not needed any more')?.disconnect();
    }
  }

  dispose(): void {
    this.#running.clear();
    this.#kept.clear();
    this.#disconnect('it was ended')?.kill('SIGKILL');
  }

  /** @returns `undefined` also if the request fails. Logs the error unless the channel was closed or the signal aborted */
  async #request<Name extends RequestName<ToEngine>>(
    name: Name,
    body: BodyOf<ToEngine[Name]>,
    options: RequestOptions<PieceOf<ToEngine[Name]>> = {},
    limit = PAGE_LIMIT,
  ): Promise<AnswerOf<ToEngine[Name]> | undefined> {
    try {
      const answer = this.#connection?.channel.request(name, body, options);
      if (answer) this.#connection?.watch.during(limit, answer);
      return await answer;
    } catch (error) {
      if (!(error instanceof ChannelClosedError || options.signal?.aborted)) {
        this.#program.log.warn(`The engine could not answer the request “${name}”: ${String(error)}`);
      }
      return undefined;
    }
  }

  /** Removes a scan that has ended. @returns its callbacks; `undefined` if it was stopped */
  #remove(scan: ScanId): ScanEvents | undefined {
    const running = this.#running.get(scan);
    this.#running.delete(scan);
    return running?.events;
  }

  /** Starts the process if none runs. */
  #connect(threads: number): Connection {
    if (this.#connection) return this.#connection;
    const child = forkEngine(this.#program, threads);
    const fetches = new HostFetchServer();
    const channel = new Channel<ToHost, ToEngine>(
      // The callback ignores errors: if the channel is closed, the process exits, and `#lose` closes the channel.
      // A process that could not be started has no `send`. Its `error` event says why.
      message => child.send?.(message, () => {}),
      {
        outcomes: ({ outcomes, scan }) => {
          this.#running.get(scan)?.events.onOutcomes(outcomes);
          channel.notify('read', { scan });
        },
        progress: progress => this.#running.get(progress.scan)?.events.onProgress?.(progress),
        turn: async ({ scan, target, url }) =>
          (await this.#running.get(scan)?.events.onTurn?.(target, url)) ?? false,
        ...fetches.handlers,
      },
    );
    const watch = new EngineWatch(watchdogPipe(child), ({ beat, fault }) =>
      this.#lose(connection, { code: 'ENGINE_STALLED', fault, standstill: beat }),
    );
    const connection: Connection = { channel, child, fetches, watch };
    const crash = (fault: string) =>
      this.#lose(connection, { code: 'ENGINE_CRASHED', fault, standstill: watch.standing });
    child.on('message', (message: Message) => {
      watch.hear();
      channel.receive(message);
    });
    child.on('error', error => crash(error.message));
    child.on('exit', (code, signal) => crash(`it ended with ${signal ?? `status ${code}`}`));
    this.#connection = connection;
    return connection;
  }

  /** Ends a process that may have ended already, although it is needed. Its pages are lost, and its scans end. */
  #lose(connection: Connection, loss: EngineLoss): void {
    const { child } = connection;
    child.kill('SIGKILL');
    if (this.#connection !== connection) return;
    this.#program.log.warn(`The engine (process ${child.pid}) is lost: ${loss.fault}`);
    connection.loss = loss;
    this.#kept.clear();
    this.#disconnect(loss.fault);
  }

  /** Ends a process that stands still. @returns whether it does */
  #endStandstill(connection: Connection): boolean {
    const { standstill } = connection.watch;
    if (standstill) this.#lose(connection, { code: 'ENGINE_STALLED', fault: 'it stands still', standstill });
    return standstill !== undefined;
  }

  /** Ends a process that does not end something by itself. @returns a function to call when that has ended */
  #endLater(connection: Connection, fault: string): () => void {
    const { child, watch } = connection;
    const limit = setTimeout(
      () => this.#lose(connection, { code: 'ENGINE_STALLED', fault, standstill: watch.standing }),
      STOP_LIMIT,
    );
    const done = () => {
      clearTimeout(limit);
      child.off('exit', done);
    };
    child.once('exit', done);
    return done;
  }

  /** Closes the channel, so that pending requests fail. @returns the process, which may still run */
  #disconnect(reason: string): ChildProcess | undefined {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.watch.end();
    connection?.fetches.dispose();
    connection?.channel.close(reason);
    return connection?.child;
  }
}
