/** Runs scans: from a document to a session, through the engine. */

import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { failure } from '../../engine/model/failure.ts';
import type { KeepLimits } from '../../engine/model/keepLimits.ts';
import type { EngineOptions, SearchOptions } from '../../engine/model/options.ts';
import type { Outcome } from '../../engine/model/outcome.ts';
import type { ScanId } from '../../engine/model/progress.ts';
import type { Tally } from '../../engine/model/tally.ts';
import type { Term } from '../../engine/model/term.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import type { Credential } from '../../engine/request/credentials.ts';
import { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { agreesToScan } from './consent.ts';
import { listOf } from './documentLists.ts';
import { tellOfNoUrls, tellOfRejectedLines } from './emptyList.ts';
import { lostPages } from './lostPages.ts';
import type { ScanLog } from './scanLog.ts';

/** What a session has to do with the engine. */
interface Work {
  /** For each target the engine's scan that it was last part of, 0 for none. */
  readonly scanOf: Uint32Array;
  /** The scan that runs, and what ends the wait for it. */
  running?: { readonly scan: ScanId; readonly done: () => void } | undefined;
  /** Ends the search of its pages that runs. */
  search?: AbortController | undefined;
}

/** What became of a search: there was none where no page is kept any more; another one, or a scan, may have ended it. */
export type SearchEnd = 'done' | 'gone' | 'stopped';

export interface ScanOrder {
  readonly term: Term;
  readonly options: EngineOptions;
  readonly credentials: readonly Credential[];
  /** Only these lines of the document, from 0. */
  readonly lines?: ReadonlySet<number> | undefined;
}

export class Scanner {
  readonly #engine: EnginePool;
  readonly #sessions: Sessions;
  readonly #log: ScanLog;
  readonly #keep: () => KeepLimits;
  readonly #work = new WeakMap<Session, Work>();

  /** @param keep what is kept of the pages of a scan that begins now */
  constructor(engine: EnginePool, sessions: Sessions, log: ScanLog, keep: () => KeepLimits) {
    this.#engine = engine;
    this.#sessions = sessions;
    this.#log = log;
    this.#keep = keep;
  }

  /**
   * Scans a document's text as it is in the editor. A scan of the same list that still runs is replaced.
   * @returns when the scan has ended; `undefined` when the document holds nothing to scan, or the person does not
   *   agree to it
   */
  async scan(document: vscode.TextDocument, order: ScanOrder): Promise<Tally | undefined> {
    const { version } = document;
    const list = await listOf(document, order.lines);
    if (!list.entries.length && !list.rejected.length) {
      tellOfNoUrls(document.uri, Boolean(order.lines));
      return undefined;
    }
    if (!(await agreesToScan(list.targets))) return undefined;
    const session = new Session(
      document.uri,
      list,
      order.term,
      Boolean(order.lines),
      this.#sessions.handleChange,
    );
    session.options = searchOptionsOf(order.options);
    // All lines of a long list, and then all of its URLs on their way to the engine, would be too much for one turn.
    await setImmediate();
    // What was agreed to is what is scanned.
    if (document.version !== version) return this.scan(document, order);
    const previous = this.#sessions.of(document.uri);
    if (previous) this.stop(previous);
    this.#work.set(session, { scanOf: new Uint32Array(list.targets.length) });
    if (previous) this.#forget(previous);
    this.#sessions.add(session);
    if (!list.entries.length) tellOfRejectedLines(document.uri);
    return this.#run(session, session.targets.keys(), order);
  }

  /** Scans some URLs of a session again, with its term. Nothing happens while the session is being scanned. */
  async rescan(
    session: Session,
    targets: ReadonlySet<number>,
    order: Pick<ScanOrder, 'options' | 'credentials'>,
  ): Promise<Tally> {
    if (session.isRunning) return session.tally;
    return this.#run(session, targets, { ...order, options: { ...order.options, ...session.options } });
  }

  /**
   * Searches the pages of a session again, without asking anybody for them. All outcomes change at once, at the end.
   * @param onProgress told how many pages have been searched
   */
  async search(
    session: Session,
    term: Term,
    options: SearchOptions & Pick<EngineOptions, 'totalTimeout'>,
    onProgress: (searched: number) => void = () => {},
  ): Promise<SearchEnd> {
    const work = this.#work.get(session);
    if (!work || session.isRunning) return 'stopped';
    work.search?.abort();
    const controller = new AbortController();
    work.search = controller;
    const found = new Map<number, Outcome>();
    await Promise.all(
      [...scansOf(work)].map(scan => {
        const onOutcomes = (outcomes: Iterable<readonly [number, Outcome]>) => {
          for (const [target, outcome] of outcomes) {
            // Targets that were scanned once more since then are another scan's.
            if (work.scanOf[target] === scan) found.set(target, outcome);
          }
          onProgress(found.size);
        };
        return this.#engine.search(scan, { term, options }, onOutcomes, controller.signal);
      }),
    );
    if (controller.signal.aborted) return 'stopped';
    work.search = undefined;
    const lost = lostPages(session, found);
    if (lost.size && !found.size) return 'gone';
    session.applySearch(term, searchOptionsOf(options), [...found, ...lost]);
    this.#log.searched(session, found.size, lost.size);
    return 'done';
  }

  /** Ends the search of a session's pages, if there is one; nothing changes by it. */
  stopSearch(session: Session): void {
    this.#work.get(session)?.search?.abort();
  }

  /** Ends a session's scan at once, and keeps what was done. */
  stop(session: Session): void {
    this.stopSearch(session);
    const running = this.#work.get(session)?.running;
    if (!running) return;
    this.#engine.stop(running.scan);
    session.end();
    running.done();
  }

  /** These URLs are not waited for any more; the scan goes on with the others. */
  skip(session: Session, targets: Iterable<number>): void {
    const work = this.#work.get(session);
    const scan = work?.running?.scan;
    if (!work || scan === undefined) return;
    this.#engine.skip(
      scan,
      [...targets].filter(target => work.scanOf[target] === scan),
    );
  }

  /** Ends all scans and drops all results. */
  clear(): void {
    for (const session of this.#sessions.all) {
      this.stop(session);
      this.#forget(session);
    }
    this.#sessions.clear();
  }

  /** The engine's scan that keeps the page of a target. */
  scanOf(session: Session, target: number): ScanId | undefined {
    return this.#work.get(session)?.scanOf[target] || undefined;
  }

  async #run(
    session: Session,
    targets: Iterable<number>,
    { options, credentials }: Pick<ScanOrder, 'options' | 'credentials'>,
  ): Promise<Tally> {
    const work = this.#work.get(session);
    const order = [...targets];
    this.#log.begin(session, order.length);
    if (!work || !order.length) {
      session.end();
      return session.tally;
    }
    work.search?.abort();
    const began = Date.now();
    session.begin(order, began);
    await new Promise<void>(resolve => {
      const done = () => {
        work.running = undefined;
        this.#log.end(session);
        this.#forgetUnused(work, before);
        resolve();
      };
      const before = scansOf(work);
      const scan = this.#engine.scan(
        {
          targets: order.map(target => [target, session.targets[target] as string]),
          term: session.term,
          options,
          credentials,
          began,
        },
        {
          onProgress: progress => session.addProgress(progress),
          onOutcomes: outcomes => {
            session.addOutcomes(outcomes);
            this.#log.outcomes(outcomes.map(([target, outcome]) => [session.targets[target] ?? '', outcome]));
          },
          onEnd: fault => {
            session.end(
              fault
                ? failure(
                    'INTERNAL',
                    vscode.l10n.t('The engine stopped unexpectedly; the log says why'),
                    fault,
                  )
                : undefined,
            );
            if (fault) this.#log.fault(fault);
            done();
          },
        },
        this.#keep(),
      );
      work.running = { scan, done };
      for (const target of order) work.scanOf[target] = scan;
    });
    return session.tally;
  }

  #forget(session: Session): void {
    const work = this.#work.get(session);
    if (!work) return;
    for (const scan of scansOf(work)) this.#engine.forget(scan);
    this.#work.delete(session);
  }

  /** A scan whose pages have all been fetched again is of no more use. */
  #forgetUnused(work: Work, before: ReadonlySet<ScanId>): void {
    const used = scansOf(work);
    for (const scan of before) if (!used.has(scan)) this.#engine.forget(scan);
  }
}

function searchOptionsOf({ searchIn, regularExpressionTimeout }: SearchOptions): SearchOptions {
  return { searchIn, regularExpressionTimeout };
}

function scansOf({ scanOf }: Work): Set<ScanId> {
  const scans = new Set(scanOf);
  scans.delete(0);
  return scans;
}
