/** Runs scans: reads a document, sends its targets to the engine, and puts the outcomes into a session. */

import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ReadOptions } from '../../engine/links/readOptions.ts';
import { failure } from '../../engine/model/failure.ts';
import type { KeepLimits } from '../../engine/model/keepLimits.ts';
import { isLeftOut } from '../../engine/model/leftOut.ts';
import type { EngineOptions, SearchOptions } from '../../engine/model/options.ts';
import type { Outcome } from '../../engine/model/outcome.ts';
import type { ScanId } from '../../engine/model/progress.ts';
import type { Tally } from '../../engine/model/tally.ts';
import { isCheck, type Term } from '../../engine/model/term.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import type { Credential } from '../../engine/request/credentials.ts';
import { Session, type SessionSource } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { DocumentReader } from './documentReader.ts';
import { lostPages } from './lostPages.ts';
import type { ScanLog } from './scanLog.ts';

/** The scans and searches of a session in the engine. */
interface EngineWork {
  /** By target id: the latest scan of the target; 0 if it was never scanned. */
  readonly scanOf: Uint32Array;
  /** The running scan, and the function that settles its promise. */
  running?: { readonly scan: ScanId; readonly done: () => void } | undefined;
  /** Aborts the running search of the session's pages. */
  search?: AbortController | undefined;
}

/**
 * How a search ended. `gone`: no page is stored any more, so that nothing was searched. `stopped`: the person, another
 * search or a scan has ended it.
 */
export type SearchEnd = 'done' | 'gone' | 'stopped';

export interface ScanOrder {
  readonly term: Term;
  readonly options: EngineOptions;
  readonly credentials: readonly Credential[];
  /** How the document is read. */
  readonly reading: ReadOptions;
  /** Whether the fragments of URLs are looked for in their pages. */
  readonly checksFragments: boolean;
  /** Only what stands in these ranges of the document; all if absent. */
  readonly ranges?: readonly vscode.Range[] | undefined;
}

export class Scanner {
  readonly reader: DocumentReader;
  readonly #engine: EnginePool;
  readonly #sessions: Sessions;
  readonly #log: ScanLog;
  readonly #pageLimits: () => KeepLimits;
  readonly #work = new WeakMap<Session, EngineWork>();

  /** @param pageLimits called at the start of each scan: limits and folder for storing its pages */
  constructor(engine: EnginePool, sessions: Sessions, log: ScanLog, pageLimits: () => KeepLimits) {
    this.#engine = engine;
    this.reader = new DocumentReader(engine);
    this.#sessions = sessions;
    this.#log = log;
    this.#pageLimits = pageLimits;
  }

  /**
   * Scans a document, including its unsaved edits. A running scan of the same list is stopped and replaced.
   * @returns the tally when the scan has ended; `undefined` if the document has no URLs, or the person does not confirm
   *   the scan
   */
  async scan(document: vscode.TextDocument, order: ScanOrder): Promise<Tally | undefined> {
    const { version } = document;
    const { ranges } = order;
    const { confirmScan, showAllRejected, showNoUrls } = await import('./questions.ts');
    const found = await this.reader.read(document, order.reading, order.options, ranges);
    const { list, notes, tracking } = found;
    const isList = found.format === 'list';
    if (!list.entries.length && list.rejected.every(({ failure }) => isLeftOut(failure))) {
      showNoUrls(document.uri, { isList, isSelection: Boolean(ranges), notes });
      return undefined;
    }
    if (!(await confirmScan(list.targets))) return undefined;
    const { uri } = document;
    const documents = [{ uri, tracking, isList, version }];
    const source = { uri, list, documents, isSelection: Boolean(ranges), notes };
    // Creating the lines of a long list and sending its URLs to the engine would block the host too long in one turn.
    await setImmediate();
    // The confirmation is for the text of that version only.
    if (document.version !== version) return this.scan(document, order);
    const tally = this.begin(source, order);
    if (!list.entries.length) showAllRejected(uri);
    return tally;
  }

  /**
   * Scans what was read. A running scan of the same document, or of the same files, is stopped and replaced.
   * @returns the tally when the scan has ended
   */
  async begin(source: SessionSource, order: Omit<ScanOrder, 'reading'>): Promise<Tally> {
    const session = new Session(source, order.term, this.#sessions.handleChange);
    session.options = searchOptionsOf(order.options);
    session.checksFragments = order.checksFragments;
    await setImmediate();
    const previous = this.#sessions.of(source.uri);
    if (previous) this.stop(previous);
    this.#work.set(session, { scanOf: new Uint32Array(session.targets.length) });
    if (previous) this.#forget(previous);
    this.#sessions.add(session);
    this.#catchUp(session);
    return this.#run(session, session.targets.keys(), order);
  }

  /** Finds the lines of the documents again that were edited, or opened, after they had been read. */
  #catchUp(session: Session): void {
    for (const document of vscode.workspace.textDocuments) {
      const place = this.#sessions.at(document.uri);
      if (place?.session !== session) continue;
      if (session.documents[place.document]?.version !== document.version) {
        session.attach(place.document, document);
      }
    }
  }

  /** Scans some targets of a session again, with the term of the session. Does nothing while a scan of it runs. */
  async rescan(
    session: Session,
    targets: ReadonlySet<number>,
    order: Pick<ScanOrder, 'options' | 'credentials'>,
  ): Promise<Tally> {
    if (session.isRunning) return session.tally;
    return this.#run(session, targets, { ...order, options: { ...order.options, ...session.options } });
  }

  /**
   * Searches the stored pages of a session again, without the network. All outcomes change together at the end.
   * @param onProgress called with the number of pages that have been searched
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
            // The page of a target is the one of its latest scan. Results from its earlier scans are ignored.
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

  /** Stops the running search of a session's pages, if any. The outcomes stay unchanged. */
  stopSearch(session: Session): void {
    this.#work.get(session)?.search?.abort();
  }

  /** Stops the scan of a session immediately. The outcomes so far are kept. */
  stop(session: Session): void {
    this.stopSearch(session);
    const running = this.#work.get(session)?.running;
    if (!running) return;
    this.#engine.stop(running.scan);
    session.end();
    running.done();
  }

  /** Cancels the requests of these targets. The scan continues with the other targets. */
  skip(session: Session, targets: Iterable<number>): void {
    const work = this.#work.get(session);
    const scan = work?.running?.scan;
    if (!work || scan === undefined) return;
    this.#engine.skip(
      scan,
      [...targets].filter(target => work.scanOf[target] === scan),
    );
  }

  /** Stops all scans and removes all results. */
  clear(): void {
    for (const session of this.#sessions.all) {
      this.stop(session);
      this.#forget(session);
    }
    this.#sessions.clear();
  }

  /** The scan in which the engine stores the page of a target; `undefined` if the target was never scanned. */
  scanOf(session: Session, target: number): ScanId | undefined {
    return this.#work.get(session)?.scanOf[target] || undefined;
  }

  async #run(
    session: Session,
    ids: Iterable<number>,
    { options, credentials }: Pick<ScanOrder, 'options' | 'credentials'>,
  ): Promise<Tally> {
    const work = this.#work.get(session);
    const targets = [...ids];
    this.#log.begin(session, targets.length);
    if (!work || !targets.length) {
      session.end();
      return session.tally;
    }
    work.search?.abort();
    const began = Date.now();
    session.begin(targets, began);
    await new Promise<void>(resolve => {
      const done = () => {
        work.running = undefined;
        this.#log.end(session);
        this.#forgetUnused(work, earlierScans);
        resolve();
      };
      const earlierScans = scansOf(work);
      const scan = this.#engine.scan(
        {
          targets: targets.map(target => session.targetOf(target)),
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
        isCheck(session.term) ? undefined : this.#pageLimits(),
      );
      work.running = { scan, done };
      for (const target of targets) work.scanOf[target] = scan;
    });
    return session.tally;
  }

  /** Makes the engine delete the stored pages of a session. */
  #forget(session: Session): void {
    const work = this.#work.get(session);
    if (!work) return;
    for (const scan of scansOf(work)) this.#engine.forget(scan);
    this.#work.delete(session);
  }

  /** Makes the engine delete earlier scans whose pages have all been fetched again by later ones. */
  #forgetUnused(work: EngineWork, earlierScans: ReadonlySet<ScanId>): void {
    const used = scansOf(work);
    for (const scan of earlierScans) if (!used.has(scan)) this.#engine.forget(scan);
  }
}

function searchOptionsOf({ searchIn, regularExpressionTimeout }: SearchOptions): SearchOptions {
  return { searchIn, regularExpressionTimeout };
}

/** The scans that have pages of the session's targets. */
function scansOf({ scanOf }: EngineWork): Set<ScanId> {
  const scans = new Set(scanOf);
  scans.delete(0);
  return scans;
}
