/** Runs scans: from a document to a session, through the engine. */

import * as vscode from 'vscode';
import type { Credential } from '../engine/credentials.ts';
import { safeLabel } from '../engine/displayText.ts';
import type { EnginePool } from '../engine/enginePool.ts';
import { failure } from '../engine/failure.ts';
import type { ScanId } from '../engine/messages.ts';
import type { EngineOptions } from '../engine/options.ts';
import type { Tally } from '../engine/tally.ts';
import type { Term } from '../engine/term.ts';
import { agreesToScan } from './consent.ts';
import { listOf } from './documentLists.ts';
import type { ScanLog } from './scanLog.ts';
import { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** The engine's scan that a target of a session was last part of, and its number there. */
interface Place {
  readonly scan: ScanId;
  readonly target: number;
}

/** What a session has to do with the engine. */
interface Work {
  /** For each target the scan that it was last part of, 0 for none, and its number there. */
  readonly scanOf: Uint32Array;
  readonly numberIn: Uint32Array;
  /** The scan that runs, and what ends the wait for it. */
  running?: { readonly scan: ScanId; readonly done: () => void } | undefined;
}

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
  readonly #work = new WeakMap<Session, Work>();

  constructor(engine: EnginePool, sessions: Sessions, log: ScanLog) {
    this.#engine = engine;
    this.#sessions = sessions;
    this.#log = log;
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
      const where = order.lines ? 'The selection has' : `${safeLabel(nameOf(document.uri))} has`;
      void vscode.window.showInformationMessage(
        `${where} no URLs. Put one URL on each line, then scan again.`,
      );
      return undefined;
    }
    if (!(await agreesToScan(list.targets))) return undefined;
    // What was agreed to is what is scanned.
    if (document.version !== version) return this.scan(document, order);
    const previous = this.#sessions.of(document.uri);
    if (previous) this.stop(previous);
    const session = new Session(document.uri, list, order.term, Boolean(order.lines), this.#sessions.changed);
    this.#work.set(session, newWork(list.targets.length));
    if (previous) this.#forget(previous);
    this.#sessions.add(session);
    if (!list.entries.length) {
      void vscode.window.showWarningMessage(
        `No line of ${safeLabel(nameOf(document.uri))} is a URL that can be scanned. The reasons are on the lines.`,
      );
    }
    return this.#run(session, session.targets.keys(), order);
  }

  /** Scans some URLs of a session again, with its term. Nothing happens while the session is being scanned. */
  async rescan(
    session: Session,
    targets: ReadonlySet<number>,
    order: Pick<ScanOrder, 'options' | 'credentials'>,
  ): Promise<Tally> {
    return session.isRunning ? session.tally : this.#run(session, targets, order);
  }

  /** Ends a session's scan at once, and keeps what was done. */
  stop(session: Session): void {
    const running = this.#work.get(session)?.running;
    if (!running) return;
    this.#engine.stop(running.scan);
    session.end();
    running.done();
  }

  /** Ends all scans and drops all results. */
  clear(): void {
    for (const session of this.#sessions.all) {
      this.stop(session);
      this.#forget(session);
    }
    this.#sessions.clear();
  }

  /** Where the engine keeps the page of a target. */
  placeOf(session: Session, target: number): Place | undefined {
    const work = this.#work.get(session);
    const scan = work?.scanOf[target];
    return work && scan ? { scan, target: work.numberIn[target] as number } : undefined;
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
    session.begin(order);
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
          targets: order.map(target => session.targets[target] as string),
          term: session.term,
          options,
          credentials,
        },
        {
          onOutcomes: outcomes => {
            session.addOutcomes(outcomes.map(([index, outcome]) => [order[index] as number, outcome]));
            this.#log.outcomes(
              outcomes.map(([index, outcome]) => [session.targets[order[index] as number] ?? '', outcome]),
            );
          },
          onEnd: fault => {
            session.end(
              fault
                ? failure('INTERNAL', 'The engine stopped unexpectedly; the log says why', fault)
                : undefined,
            );
            if (fault) this.#log.fault(fault);
            done();
          },
        },
      );
      work.running = { scan, done };
      for (const [index, target] of order.entries()) {
        work.scanOf[target] = scan;
        work.numberIn[target] = index;
      }
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

function newWork(targets: number): Work {
  return { scanOf: new Uint32Array(targets), numberIn: new Uint32Array(targets) };
}

function scansOf({ scanOf }: Work): Set<ScanId> {
  const scans = new Set(scanOf);
  scans.delete(0);
  return scans;
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) || 'The document';
}
