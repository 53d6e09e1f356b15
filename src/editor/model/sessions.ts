/** All sessions of the window, by list, and the one that is shown. */

import * as vscode from 'vscode';
import { listOfPage } from './pageUri.ts';
import { RepaintClock } from './repaintClock.ts';
import type { OnSessionChange, Session } from './session.ts';

/** For how long something is under way is told in seconds. */
const SECOND = 1_000;

export class Sessions implements vscode.Disposable {
  readonly #byList = new Map<string, Session>();
  readonly #didChange = new vscode.EventEmitter<Session | undefined>();
  readonly #clock = new RepaintClock(() => this.#tell());
  #hasChanged = false;
  #onlyTimePassed = false;
  #shown: Session | undefined;
  #second: NodeJS.Timeout | undefined;

  /** At most four times a second, each second while a scan runs, and once when it ends. Views repaint from the model then. */
  readonly onDidChange = this.#didChange.event;

  /** For those who are being told of a change: whether it is only that a second has passed. */
  get onlyTimePassed(): boolean {
    return this.#onlyTimePassed;
  }

  /** The session that the tree shows. */
  get shown(): Session | undefined {
    return this.#shown;
  }

  get all(): Iterable<Session> {
    return this.#byList.values();
  }

  get running(): readonly Session[] {
    return [...this.#byList.values()].filter(({ isRunning }) => isRunning);
  }

  /** The session of a list. */
  of(list: vscode.Uri): Session | undefined {
    return this.#byList.get(list.toString());
  }

  /** The session of the list in an editor, or of the list that the page in it belongs to. */
  ofEditor(editor: vscode.TextEditor | undefined): Session | undefined {
    if (!editor) return undefined;
    const { uri } = editor.document;
    return this.#byList.get(listOfPage(uri) ?? uri.toString());
  }

  /** Puts a session in the place of the one its list had. */
  add(session: Session): void {
    this.#byList.set(session.uri.toString(), session);
    this.show(session);
  }

  show(session: Session): void {
    this.#shown = session;
    this.#hasChanged = true;
    this.#clock.flush();
  }

  clear(): void {
    this.#byList.clear();
    this.#shown = undefined;
    this.#keepTime();
    this.#hasChanged = true;
    this.#clock.flush();
  }

  /** To be told of each change of a session. */
  readonly changed: OnSessionChange = (session, isUrgent) => {
    if (this.#byList.get(session.uri.toString()) !== session) return;
    this.#hasChanged = true;
    this.#keepTime();
    if (isUrgent) this.#clock.flush();
    else this.#clock.request();
  };

  #tell(): void {
    this.#onlyTimePassed = !this.#hasChanged;
    this.#hasChanged = false;
    this.#didChange.fire(this.#shown);
  }

  /** What waits has nothing to report, and its time passes all the same. */
  #keepTime(): void {
    if (this.running.length) {
      this.#second ??= setInterval(() => this.#clock.request(), SECOND);
    } else {
      clearInterval(this.#second);
      this.#second = undefined;
    }
  }

  dispose(): void {
    clearInterval(this.#second);
    this.#clock.dispose();
    this.#didChange.dispose();
  }
}
