/** Starts scans with the current settings, search modes and headers. */

import * as vscode from 'vscode';
import type { EngineOptions } from '../../engine/model/options.ts';
import type { Tally } from '../../engine/model/tally.ts';
import { NO_TERM } from '../../engine/model/term.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { VIEW } from '../ids.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { Session } from '../model/session.ts';
import type { HostHeaders } from '../settings/hostHeaders.ts';
import { checksFragments, readReadingSettings } from '../settings/readingSettings.ts';
import { type Modes, type Query, type SearchModes, searchInWith, termWith } from '../settings/searchModes.ts';
import { readSettings } from '../settings/settings.ts';
import { termProblem } from '../settings/termProblem.ts';
import type { Scanner, ScanOrder } from './scanner.ts';

export class ScanStarter {
  readonly #engine: EnginePool;
  readonly #scanner: Scanner;
  readonly #headers: HostHeaders;
  readonly #modes: SearchModes;
  readonly #version: string;

  /** @param version of this extension */
  constructor(
    engine: EnginePool,
    scanner: Scanner,
    headers: HostHeaders,
    modes: SearchModes,
    version: string,
  ) {
    this.#engine = engine;
    this.#scanner = scanner;
    this.#headers = headers;
    this.#modes = modes;
    this.#version = version;
  }

  /**
   * Scans a document and shows the results.
   * @param text empty for a check
   * @param ranges only what stands in these; all if absent
   * @param modes the modes that the person chose last, if absent
   * @returns the tally when the scan has ended; `undefined` if nothing was scanned
   */
  async scan(
    document: vscode.TextDocument,
    text: string,
    ranges?: readonly vscode.Range[],
    modes: Modes = this.#modes.of(document.uri),
  ): Promise<Tally | undefined> {
    const order = await this.#orderFor(document.uri, text, modes);
    return (
      order && this.#scanner.scan(document, { ...order, reading: readReadingSettings(document.uri), ranges })
    );
  }

  /**
   * Scans files and the documents of folders as one session, and shows the results.
   * @param selected at least one file or folder
   * @param text empty for a check
   * @param modes the modes that the person chose last, if absent
   * @returns as {@link scan} does
   */
  async scanFiles(selected: readonly vscode.Uri[], text: string, modes?: Modes): Promise<Tally | undefined> {
    const { filesToScan } = await import('./filesToScan.ts');
    const wanted = await filesToScan(selected);
    const order = await this.#orderFor(wanted.session, text, modes ?? this.#modes.of(wanted.session));
    if (!order) return undefined;
    const { scanFiles } = await import('./scanFiles.ts');
    return scanFiles(wanted, this.#engine, this.#scanner, order);
  }

  /** Scans the cells of a notebook as one session, and shows the results. Parameters and result as of {@link scan}. */
  async scanNotebook(
    notebook: vscode.NotebookDocument,
    text: string,
    modes: Modes = this.#modes.of(notebook.uri),
  ): Promise<Tally | undefined> {
    const order = await this.#orderFor(notebook.uri, text, modes);
    if (!order) return undefined;
    const { scanNotebook } = await import('./scanNotebook.ts');
    return scanNotebook(notebook, this.#engine, this.#scanner, order);
  }

  /**
   * How a document or folder is scanned with the current settings. Shows the view.
   * @returns `undefined` if the term cannot be looked for, which is shown as a message
   */
  async #orderFor(
    uri: vscode.Uri,
    text: string,
    modes: Modes,
  ): Promise<Omit<ScanOrder, 'reading' | 'ranges'> | undefined> {
    const searchIn = text ? searchInWith(modes) : 'source';
    const options = { ...this.#optionsFor(uri), searchIn };
    const term = text ? termWith(text, modes) : NO_TERM;
    const problem = text && termProblem(term);
    if (problem) {
      void vscode.window.showErrorMessage(problem);
      return undefined;
    }
    // Shows the results and leaves the keyboard focus where it is.
    void vscode.commands.executeCommand(`${VIEW}.open`, { preserveFocus: true });
    const credentials = await this.#headers.forScan();
    return { term, options, credentials, checksFragments: checksFragments(uri) };
  }

  /** Scans the list of a session again: the whole list, the current lines of its selection, its files and folders, or its cells. */
  async scanAgain(session: Session, { text, modes }: Query): Promise<Tally | undefined> {
    if (session.files) return this.scanFiles(session.files, text, modes);
    if (session.isCollection) {
      const { openNotebook } = await import('./scanNotebook.ts');
      const notebook = await openNotebook(session.uri);
      return notebook && this.scanNotebook(notebook, text, modes);
    }
    const { openListDocument, selectedRanges } = await import('./listToScan.ts');
    const document = await openListDocument(session.uri);
    return document && this.scan(document, text, selectedRanges(session), modes);
  }

  /**
   * Scans some lines again, with the terms of their sessions.
   * @param isGentle whether to use fewer requests at once, for overloaded servers
   */
  async rescan(lines: readonly LineOfSession[], isGentle = false): Promise<void> {
    for (const [session, ofSession] of Map.groupBy(lines, line => line.session)) {
      const targets = new Set(ofSession.flatMap(({ line }) => line.target ?? []));
      if (!targets.size) continue;
      const credentials = await this.#headers.forScan();
      const options = this.#optionsFor(session.uri);
      await this.#scanner.rescan(session, targets, {
        options: isGentle ? gentleOptions(options) : options,
        credentials,
      });
    }
  }

  #optionsFor(list: vscode.Uri): EngineOptions {
    return readSettings(list, this.#version).options;
  }
}

/** Options for overloaded servers: one request at once per host, and an eighth of the usual concurrency. */
function gentleOptions(options: EngineOptions): EngineOptions {
  return { ...options, concurrency: Math.max(1, Math.floor(options.concurrency / 8)), perHostConcurrency: 1 };
}
