/** All sessions of the window, one per list, and the session that is shown. */

import * as vscode from 'vscode';
import { isCheck } from '../../engine/model/term.ts';
import { listOfPage } from './pageUri.ts';
import { RepaintClock } from './repaintClock.ts';
import type { OnSessionChange, Session } from './session.ts';

/** In ms. Views show running times in seconds. */
const SECOND = 1_000;

/** A document of a session, by its index. */
export interface SessionPlace {
  readonly session: Session;
  readonly document: number;
}

export class Sessions implements vscode.Disposable {
  readonly #byList = new Map<string, Session>();
  /** The latest session of each document. */
  readonly #byDocument = new Map<string, SessionPlace>();
  readonly #didChange = new vscode.EventEmitter<Session | undefined>();
  readonly #clock = new RepaintClock(() => this.#fire());
  #hasChanged = false;
  #onlyTimePassed = false;
  #shown: Session | undefined;
  #secondTimer: NodeJS.Timeout | undefined;

  /**
   * Fires when views must repaint: at most four times a second, every second while a scan runs, and immediately after
   * urgent changes such as the end of a scan.
   */
  readonly onDidChange = this.#didChange.event;

  /** For listeners of {@link onDidChange}: whether nothing has changed since the last event but the time. */
  get onlyTimePassed(): boolean {
    return this.#onlyTimePassed;
  }

  /** The session that the results view shows. */
  get shown(): Session | undefined {
    return this.#shown;
  }

  /** The session that the results view shows, unless it is a check. */
  get searched(): Session | undefined {
    return this.#shown && !isCheck(this.#shown.term) ? this.#shown : undefined;
  }

  get all(): Iterable<Session> {
    return this.#byList.values();
  }

  get running(): readonly Session[] {
    return [...this.#byList.values()].filter(({ isRunning }) => isRunning);
  }

  /** The session of the list with this URI. */
  of(list: vscode.Uri): Session | undefined {
    return this.#byList.get(list.toString());
  }

  /** The latest session that holds URLs of a document. */
  at(document: vscode.Uri): SessionPlace | undefined {
    return this.#byDocument.get(document.toString());
  }

  /** The session of the document in an editor. The document has URLs, or is a page that belongs to a session. */
  forEditor(editor: vscode.TextEditor | undefined): Session | undefined {
    if (!editor) return undefined;
    const { uri } = editor.document;
    const list = listOfPage(uri);
    return list === undefined ? this.at(uri)?.session : this.#byList.get(list);
  }

  /** The session of what a person looks at: the document in the active editor, or the notebook. */
  get active(): Session | undefined {
    const { activeNotebookEditor, activeTextEditor } = vscode.window;
    return (
      this.forEditor(activeTextEditor) ??
      (activeNotebookEditor && this.#byList.get(activeNotebookEditor.notebook.uri.toString()))
    );
  }

  /** Adds a session and shows it. It replaces the previous session of its list. */
  add(session: Session): void {
    this.#byList.set(session.uri.toString(), session);
    const all = new Set(this.#byList.values());
    for (const [uri, place] of this.#byDocument) if (!all.has(place.session)) this.#byDocument.delete(uri);
    for (const [document, { uri }] of session.documents.entries()) {
      this.#byDocument.set(uri.toString(), { session, document });
    }
    this.show(session);
  }

  show(session: Session): void {
    this.#shown = session;
    this.#hasChanged = true;
    this.#clock.flush();
  }

  clear(): void {
    this.#byList.clear();
    this.#byDocument.clear();
    this.#shown = undefined;
    this.#updateTimer();
    this.#hasChanged = true;
    this.#clock.flush();
  }

  /** The change callback of all sessions. It ignores sessions that were replaced. */
  readonly handleChange: OnSessionChange = (session, isUrgent) => {
    if (this.#byList.get(session.uri.toString()) !== session) return;
    this.#hasChanged = true;
    this.#updateTimer();
    if (isUrgent) this.#clock.flush();
    else this.#clock.request();
  };

  #fire(): void {
    this.#onlyTimePassed = !this.#hasChanged;
    this.#hasChanged = false;
    this.#didChange.fire(this.#shown);
  }

  /** Runs a timer while a scan runs: waiting requests report no changes, but views show how long they wait. */
  #updateTimer(): void {
    if (this.running.length) {
      this.#secondTimer ??= setInterval(() => this.#clock.request(), SECOND);
    } else {
      clearInterval(this.#secondTimer);
      this.#secondTimer = undefined;
    }
  }

  dispose(): void {
    clearInterval(this.#secondTimer);
    this.#clock.dispose();
    this.#didChange.dispose();
  }
}
