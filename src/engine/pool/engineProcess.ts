/** The engine's process, as those who use it see it: the extension and the terminal command. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { EngineOptions } from '../model/options.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Progress, ScanId } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { FromEngine, MovedPage, ToEngine } from '../process/messages.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { MatchJob } from '../search/matchJob.ts';
import { type Language, languageArguments } from '../wording/language.ts';
import { safeDetail } from '../wording/safeText.ts';
import { HostFetchServer } from './hostFetchServer.ts';
import { threadPoolSize } from './threadPool.ts';

export interface ScanEvents {
  readonly onOutcomes: (outcomes: readonly (readonly [target: number, outcome: Outcome])[]) => void;
  /** What became under way. */
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Called once.
   * @param fault why the engine ended before the scan did
   * @param usage of the process; absent when it ended before the scan did
   */
  readonly onEnd: (fault?: string, usage?: Usage) => void;
  /** Called instead of `onEnd` when the process has ended, which is started again with the next scan. */
  readonly onLoss?: (fault: string) => void;
}

/** What came of a {@link MatchJob}. */
export interface Matched {
  readonly matches: number;
  readonly usage: Usage;
}

/** Where faults are told. */
export interface EngineLog {
  debug(message: string): void;
  warn(message: string): void;
}

interface SearchEvents {
  readonly onOutcomes: ScanEvents['onOutcomes'];
  readonly onEnd: () => void;
}

/** A stopped scan that has not ended after this many ms is stuck, and so is its process. */
const STOP_LIMIT = 2_000;

/**
 * Started with the first scan, kept for its pages and the next scan, ended when no pages are needed any more.
 * A fault in it ends the scans that run, never who uses it. It can always be ended at once, which a process with names
 * still being looked up cannot do by itself: it waits for its threads.
 */
export class EngineProcess {
  readonly #module: string;
  readonly #log: EngineLog;
  readonly #language: Language | undefined;
  readonly #isBackground: boolean;
  readonly #running = new Map<ScanId, ScanEvents>();
  readonly #kept = new Set<ScanId>();
  readonly #pages = new Map<number, (page: ShownPage | undefined) => void>();
  readonly #searches = new Map<number, SearchEvents>();
  readonly #matches = new Map<number, (matched: Matched | undefined) => void>();
  readonly #moves = new Map<number, (page: MovedPage | undefined) => void>();
  readonly #fetches = new HostFetchServer(answer => this.#send(answer));
  #child: ChildProcess | undefined;
  #lastScan: ScanId = 0;
  #lastRequest = 0;

  /**
   * @param module path of the engine's bundle
   * @param language of what the engine says; English without one
   * @param isBackground whether others who need the processor go first
   */
  constructor(module: string, log: EngineLog, language?: Language, isBackground = false) {
    this.#module = module;
    this.#log = log;
    this.#language = language;
    this.#isBackground = isBackground;
  }

  /** The process's id while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Settles when the process that runs now has ended. */
  async ended(): Promise<void> {
    if (this.#child) await once(this.#child, 'exit');
  }

  /** Starts the process, so that it is there when a scan comes. @param options of that scan */
  warm(options: EngineOptions): void {
    this.#child ??= this.#start(threadPoolSize(options));
  }

  /** @param keep what is kept of the pages; without it nothing is */
  scan(request: ScanRequest, events: ScanEvents, keep?: KeepLimits): ScanId {
    const scan = ++this.#lastScan;
    this.#running.set(scan, events);
    this.#kept.add(scan);
    this.warm(request.options);
    this.#send({ type: 'scan', scan, ...(keep ? { keep } : {}), ...request });
    return scan;
  }

  /** A place for the pages of processes that end. @returns the scan that they are kept under, until it is forgotten */
  keeper(options: EngineOptions): ScanId {
    const scan = ++this.#lastScan;
    this.#kept.add(scan);
    this.warm(options);
    return scan;
  }

  /** @returns a page that is kept, for another process to keep it; `undefined` when it is not kept any more */
  handOver(scan: ScanId, target: number): Promise<MovedPage | undefined> {
    if (!this.#kept.has(scan) || !this.#child) return Promise.resolve(undefined);
    const request = ++this.#lastRequest;
    return new Promise(resolve => {
      this.#moves.set(request, resolve);
      this.#send({ type: 'handOver', request, scan, target });
    });
  }

  keep(scan: ScanId, target: number, page: MovedPage, keep: KeepLimits): void {
    if (this.#kept.has(scan)) this.#send({ type: 'keep', scan, target, page, keep });
  }

  /** Outcomes of the scan are not reported any more. */
  stop(scan: ScanId): void {
    if (!this.#running.delete(scan)) return;
    this.#send({ type: 'stop', scan });
    const child = this.#child;
    const limit = setTimeout(() => {
      this.#log.warn('The engine did not stop a scan in time and is ended');
      child?.kill('SIGKILL');
    }, STOP_LIMIT);
    const onMessage = (message: FromEngine) => {
      if (message.type === 'end' && message.scan === scan) done();
    };
    const done = () => {
      clearTimeout(limit);
      child?.off('message', onMessage).off('exit', done);
    };
    child?.on('message', onMessage).once('exit', done);
  }

  /** These targets are not waited for any more: those without an outcome are cancelled, and the scan goes on. */
  skip(scan: ScanId, targets: readonly number[]): void {
    if (this.#running.has(scan)) this.#send({ type: 'skip', scan, targets });
  }

  /** @returns the page that was searched, or `undefined` when it is not kept any more */
  page(scan: ScanId, target: number, wanted: PageRequest): Promise<ShownPage | undefined> {
    if (!this.#kept.has(scan) || !this.#child) return Promise.resolve(undefined);
    const request = ++this.#lastRequest;
    return new Promise(resolve => {
      this.#pages.set(request, resolve);
      this.#send({ type: 'page', request, scan, target, ...wanted });
    });
  }

  /**
   * Searches the pages that are kept of a scan. Settles when all have been, or when the signal aborts; nothing is told
   * any more then.
   */
  search(
    scan: ScanId,
    wanted: SearchRequest,
    onOutcomes: ScanEvents['onOutcomes'],
    signal: AbortSignal,
  ): Promise<void> {
    if (!this.#kept.has(scan) || !this.#child || signal.aborted) return Promise.resolve();
    const request = ++this.#lastRequest;
    return new Promise(resolve => {
      const onStop = () => {
        this.#send({ type: 'stopSearch', request });
        onEnd();
      };
      const onEnd = () => {
        signal.removeEventListener('abort', onStop);
        this.#searches.delete(request);
        resolve();
      };
      signal.addEventListener('abort', onStop);
      this.#searches.set(request, { onOutcomes, onEnd });
      this.#send({ type: 'search', request, scan, ...wanted });
    });
  }

  /** @returns `undefined` when the process ends before it is done */
  match(job: MatchJob): Promise<Matched | undefined> {
    const request = ++this.#lastRequest;
    this.#child ??= this.#start(job.threads + 4);
    return new Promise(resolve => {
      this.#matches.set(request, resolve);
      this.#send({ type: 'match', request, ...job });
    });
  }

  /** The scan's pages are not needed any more. */
  forget(scan: ScanId): void {
    if (!this.#kept.delete(scan)) return;
    this.stop(scan);
    if (this.#kept.size) this.#send({ type: 'forget', scan });
    else this.#release();
  }

  dispose(): void {
    this.#running.clear();
    this.#kept.clear();
    this.#fetches.dispose();
    this.#answerWithoutPages();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  /** The process ends by itself when its channel is closed. */
  #release(): void {
    this.#fetches.dispose();
    this.#answerWithoutPages();
    this.#child?.disconnect();
    this.#child = undefined;
  }

  /** Whoever waits for pages waits no more: there are none. */
  #answerWithoutPages(): void {
    for (const resolve of this.#pages.values()) resolve(undefined);
    this.#pages.clear();
    for (const { onEnd } of [...this.#searches.values()]) onEnd();
    for (const waiting of [this.#matches, this.#moves]) {
      for (const resolve of waiting.values()) resolve(undefined);
      waiting.clear();
    }
  }

  #send(message: ToEngine): void {
    // A channel that has just closed is followed by the process's exit, which settles what was under way.
    this.#child?.send(message, () => {});
  }

  #start(threads: number): ChildProcess {
    const child = fork(this.#module, languageArguments(this.#language), {
      // Inspector flags of the extension host would collide with its own. A nursery of this size saves some 60 MB against
      // the default; half of it, or one that grows from nothing, costs a twentieth more CPU.
      execArgv: ['--min-semi-space-size=8', '--max-semi-space-size=16'],
      env: {
        // glibc would keep free memory in up to eight arenas for each core; two are as fast, and a tenth smaller.
        MALLOC_ARENA_MAX: '2',
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        UV_THREADPOOL_SIZE: String(threads),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#log.debug(`Engine started (process ${child.pid})`);
    if (this.#isBackground && child.pid !== undefined) lowerPriority(child.pid);
    for (const output of [child.stdout, child.stderr]) {
      output?.setEncoding('utf8').on('data', (text: string) => {
        this.#log.warn(`Engine: ${text.trimEnd().split('\n').map(safeDetail).join('\n')}`);
      });
    }
    child.on('message', (message: FromEngine) => this.#receive(message));
    child.on('error', error => this.#ended(child, error.message));
    child.on('exit', (code, signal) => this.#ended(child, `it ended with ${signal ?? `status ${code}`}`));
    return child;
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case 'outcomes':
        this.#running.get(message.scan)?.onOutcomes(message.outcomes);
        this.#send({ type: 'read', scan: message.scan });
        break;
      case 'progress':
        this.#running.get(message.scan)?.onProgress?.(message);
        break;
      case 'end': {
        const events = this.#running.get(message.scan);
        this.#running.delete(message.scan);
        events?.onEnd(message.fault, message.usage);
        break;
      }
      case 'page':
        this.#pages.get(message.request)?.(message.page);
        this.#pages.delete(message.request);
        break;
      case 'found':
        this.#searches.get(message.request)?.onOutcomes(message.outcomes);
        break;
      case 'searched':
        if (message.fault) this.#log.warn(`The pages could not be searched again: ${message.fault}`);
        this.#searches.get(message.request)?.onEnd();
        break;
      case 'matched':
        this.#matches.get(message.request)?.(message);
        this.#matches.delete(message.request);
        break;
      case 'handedOver':
        this.#moves.get(message.request)?.(message.page);
        this.#moves.delete(message.request);
        break;
      default:
        this.#fetches.receive(message);
    }
  }

  #ended(child: ChildProcess, fault: string): void {
    if (this.#child !== child) return;
    this.#log.warn(`The engine (process ${child.pid}) is lost: ${fault}`);
    this.#child = undefined;
    this.#fetches.dispose();
    this.#kept.clear();
    this.#answerWithoutPages();
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const { onEnd, onLoss } of running) (onLoss ?? onEnd)(fault);
  }
}

/** Without the right to, or for a process that has ended already, it stays as it is. */
function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
}
