/** Starts scans with the current settings, search modes and headers. */

import * as vscode from 'vscode';
import type { EngineOptions } from '../../engine/model/options.ts';
import type { Tally } from '../../engine/model/tally.ts';
import { VIEW } from '../ids.ts';
import type { LineOfSession } from '../model/lineAddress.ts';
import type { Session } from '../model/session.ts';
import type { HostHeaders } from '../settings/hostHeaders.ts';
import { type Modes, type Query, type SearchModes, searchInWith, termWith } from '../settings/searchModes.ts';
import { readSettings } from '../settings/settings.ts';
import { termProblem } from '../settings/termProblem.ts';
import { openListDocument, selectedLines } from './listToScan.ts';
import type { Scanner } from './scanner.ts';

export class ScanStarter {
  readonly #scanner: Scanner;
  readonly #headers: HostHeaders;
  readonly #modes: SearchModes;
  readonly #version: string;

  /** @param version of this extension */
  constructor(scanner: Scanner, headers: HostHeaders, modes: SearchModes, version: string) {
    this.#scanner = scanner;
    this.#headers = headers;
    this.#modes = modes;
    this.#version = version;
  }

  /**
   * Scans a document and shows the results.
   * @param lines only these lines, from 0; all if absent
   * @param modes the modes that the person chose last, if absent
   * @returns the tally when the scan has ended; `undefined` if nothing was scanned
   */
  async scan(
    document: vscode.TextDocument,
    text: string,
    lines?: ReadonlySet<number>,
    modes: Modes = this.#modes.of(document.uri),
  ): Promise<Tally | undefined> {
    const options = { ...this.#optionsFor(document.uri), searchIn: searchInWith(modes) };
    const term = termWith(text, modes);
    const problem = termProblem(term);
    if (problem) {
      void vscode.window.showErrorMessage(problem);
      return undefined;
    }
    // Shows the results and leaves the keyboard focus where it is.
    void vscode.commands.executeCommand(`${VIEW}.open`, { preserveFocus: true });
    return this.#scanner.scan(document, {
      term,
      options,
      credentials: await this.#headers.forScan(),
      lines,
    });
  }

  /** Scans the list of a session again: the whole list, or the current lines of its selection. */
  async scanAgain(session: Session, { text, modes }: Query): Promise<Tally | undefined> {
    const document = await openListDocument(session.uri);
    return document && this.scan(document, text, selectedLines(session), modes);
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
