/** The engine's process, as those who use it see it: the extension and the terminal command. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { EngineOptions } from '../model/options.ts';
import type { Progress, ScanId } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
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
import type { Matched, Outcomes, ToEngine, ToHost } from '../process/messages.ts';
import type { MovedPage } from '../process/movedPage.ts';
import { toSentTargets } from '../process/sentTargets.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { MatchJob } from '../search/matchJob.ts';
import { type EngineProgram, forkEngine } from './forkEngine.ts';
import { HostFetchServer } from './hostFetchServer.ts';
import { threadPoolSize } from './threadPool.ts';

/** Who is told of a scan. Targets are ids. */
export interface ScanEvents {
  readonly onOutcomes: (outcomes: Outcomes) => void;
  /** What became under way. */
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Called once.
   * @param fault why the scan ended before all targets were done
   * @param usage of the process; absent when there is a fault
   */
  readonly onEnd: (fault?: string, usage?: Usage) => void;
  /** Called instead of `onEnd` when the process has ended, which is started again with the next scan. */
  readonly onLoss?: (fault: string) => void;
}

/** A process that runs. */
interface Connection {
  readonly child: ChildProcess;
  readonly channel: Channel<ToHost, ToEngine>;
  readonly fetches: HostFetchServer;
}

interface Running {
  readonly connection: Connection;
  readonly events: ScanEvents;
  /** Settles when the process has answered, or cannot do so any more. */
  readonly answer: Promise<Usage>;
}

/** A stopped scan that has not ended after this many ms is stuck, and so is its process. */
const STOP_LIMIT = 2_000;

/**
 * Started with the first scan, kept for its pages and the next scan, ended when no pages are needed any more.
 * A fault in it ends the scans that run, never who uses it. It can always be ended at once, which a process with names
 * still being looked up cannot do by itself: it waits for its threads.
 */
export class EngineProcess {
  readonly #program: EngineProgram;
  readonly #running = new Map<ScanId, Running>();
  /** Scans that may have pages. */
  readonly #kept = new Set<ScanId>();
  #connection: Connection | undefined;
  #lastScan: ScanId = 0;

  constructor(program: EngineProgram) {
    this.#program = program;
  }

  /** The process's id while there is one. */
  get pid(): number | undefined {
    return this.#connection?.child.pid;
  }

  /** Settles when the process that runs now has ended. */
  async ended(): Promise<void> {
    if (this.#connection) await once(this.#connection.child, 'exit');
  }

  /** Starts the process, so that it is there when a scan comes. @param options of that scan */
  warm(options: EngineOptions): void {
    this.#connect(threadPoolSize(options));
  }

  /** @param keep what is kept of the pages; without it nothing is */
  scan(request: ScanRequest, events: ScanEvents, keep?: KeepLimits): ScanId {
    const scan = ++this.#lastScan;
    const connection = this.#connect(threadPoolSize(request.options));
    const answer = connection.channel.request('scan', {
      ...request,
      scan,
      targets: toSentTargets(request.targets),
      ...(keep ? { keep } : {}),
    });
    this.#running.set(scan, { connection, events, answer });
    this.#kept.add(scan);
    answer.then(
      usage => this.#leave(scan)?.onEnd(undefined, usage),
      (error: Error) => {
        const { onEnd, onLoss = onEnd } = this.#leave(scan) ?? {};
        if (error instanceof ChannelClosedError) onLoss?.(error.message);
        else onEnd?.(String(error));
      },
    );
    return scan;
  }

  /** Makes a place for pages that other processes hand over. @returns its id, which is to be forgotten as a scan is */
  createPageStore(options: EngineOptions): ScanId {
    const scan = ++this.#lastScan;
    this.#kept.add(scan);
    this.warm(options);
    return scan;
  }

  /** @returns a page that is kept, for another process to keep it; `undefined` when it is not kept any more */
  async handOver(scan: ScanId, target: number): Promise<MovedPage | undefined> {
    return this.#kept.has(scan) ? this.#ask('handOver', { scan, target }) : undefined;
  }

  /** Keeps a page that another process has handed over. */
  keep(scan: ScanId, target: number, page: MovedPage, keep: KeepLimits): void {
    if (this.#kept.has(scan)) this.#connection?.channel.notify('keep', { scan, target, page, keep });
  }

  /** Outcomes of the scan are not reported any more. */
  stop(scan: ScanId): void {
    const running = this.#running.get(scan);
    if (!running) return;
    this.#running.delete(scan);
    const { channel, child } = running.connection;
    channel.notify('stop', { scan });
    const limit = setTimeout(() => {
      this.#program.log.warn('The engine did not stop a scan in time and is ended');
      child.kill('SIGKILL');
    }, STOP_LIMIT);
    const done = () => {
      clearTimeout(limit);
      child.off('exit', done);
    };
    child.once('exit', done);
    running.answer.then(done, error => {
      // Its channel is closed before the process ends, which it may not do by itself.
      if (!(error instanceof ChannelClosedError)) done();
    });
  }

  /** These targets are not waited for any more: those without an outcome are cancelled, and the scan goes on. */
  skip(scan: ScanId, targets: readonly number[]): void {
    this.#running.get(scan)?.connection.channel.notify('skip', { scan, targets });
  }

  /** @returns the page that was searched, or `undefined` when it is not kept any more */
  async page(scan: ScanId, target: number, wanted: PageRequest): Promise<ShownPage | undefined> {
    return this.#kept.has(scan) ? this.#ask('page', { scan, target, ...wanted }) : undefined;
  }

  /**
   * Searches the pages that are kept of a scan. Settles when all have been, or when the signal aborts; nothing is told
   * any more then.
   */
  async search(
    scan: ScanId,
    wanted: SearchRequest,
    onOutcomes: ScanEvents['onOutcomes'],
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#kept.has(scan)) await this.#ask('search', { scan, ...wanted }, { onPiece: onOutcomes, signal });
  }

  /** @returns `undefined` when the process ends before it is done */
  async match(job: MatchJob): Promise<Matched | undefined> {
    this.#connect(job.threads + 4);
    return this.#ask('match', job);
  }

  /** The scan's pages are not needed any more. */
  forget(scan: ScanId): void {
    if (!this.#kept.delete(scan)) return;
    this.stop(scan);
    if (this.#kept.size) {
      this.#connection?.channel.notify('forget', { scan });
    } else {
      // The process ends by itself when it is disconnected.
      this.#disconnect('it is not needed any more')?.disconnect();
    }
  }

  dispose(): void {
    this.#running.clear();
    this.#kept.clear();
    this.#disconnect('it was ended')?.kill('SIGKILL');
  }

  /** @returns `undefined` also when the process cannot answer, which is logged unless nobody waits any more */
  async #ask<Name extends RequestName<ToEngine>>(
    name: Name,
    body: BodyOf<ToEngine[Name]>,
    options: RequestOptions<PieceOf<ToEngine[Name]>> = {},
  ): Promise<AnswerOf<ToEngine[Name]> | undefined> {
    try {
      return await this.#connection?.channel.request(name, body, options);
    } catch (error) {
      if (!(error instanceof ChannelClosedError || options.signal?.aborted)) {
        this.#program.log.warn(`The engine could not answer the request “${name}”: ${String(error)}`);
      }
      return undefined;
    }
  }

  /** Nothing is told of the scan any more. @returns who is told of its end; `undefined` when it was stopped */
  #leave(scan: ScanId): ScanEvents | undefined {
    const running = this.#running.get(scan);
    this.#running.delete(scan);
    return running?.events;
  }

  /** The connection to the process, which is started if there is none. */
  #connect(threads: number): Connection {
    if (this.#connection) return this.#connection;
    const child = forkEngine(this.#program, threads);
    const fetches = new HostFetchServer();
    const channel = new Channel<ToHost, ToEngine>(
      // A channel that has just closed is followed by the process's exit, which settles what was under way.
      // A process that could not be started has no `send`; its `error` event says why.
      message => child.send?.(message, () => {}),
      {
        outcomes: ({ outcomes, scan }) => {
          this.#running.get(scan)?.events.onOutcomes(outcomes);
          channel.notify('read', { scan });
        },
        progress: progress => this.#running.get(progress.scan)?.events.onProgress?.(progress),
        ...fetches.handlers,
      },
    );
    child.on('message', (message: Message) => channel.receive(message));
    child.on('error', error => this.#lost(child, error.message));
    child.on('exit', (code, signal) => this.#lost(child, `it ended with ${signal ?? `status ${code}`}`));
    this.#connection = { channel, child, fetches };
    return this.#connection;
  }

  /** The process has ended, whose pages are gone with it. Its channel tells the scans. */
  #lost(child: ChildProcess, fault: string): void {
    if (this.#connection?.child !== child) return;
    this.#program.log.warn(`The engine (process ${child.pid}) is lost: ${fault}`);
    this.#kept.clear();
    this.#disconnect(fault);
  }

  /** Whoever waits for an answer waits no more. @returns the process, which still runs unless it is lost */
  #disconnect(reason: string): ChildProcess | undefined {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.fetches.dispose();
    connection?.channel.close(reason);
    return connection?.child;
  }
}
