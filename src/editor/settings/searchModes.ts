/** The search modes, such as *Match Case*: from the settings, or from the toggles that override them. */

import * as vscode from 'vscode';
import type { SearchIn } from '../../engine/model/options.ts';
import type { Term } from '../../engine/model/term.ts';
import { listed } from '../../engine/wording/phrases.ts';
import { ContextKeys } from '../commands/contextKeys.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { readSearchSettings } from './settings.ts';

export const MODES = ['matchCase', 'wholeWord', 'regularExpression', 'textOnly'] as const;

export type Mode = (typeof MODES)[number];

export type Modes = Readonly<Record<Mode, boolean>>;

/** A text to search for, and how to search for it. */
export interface Query {
  readonly text: string;
  readonly modes: Modes;
}

/** The setting of each mode. */
const SETTINGS: Readonly<Record<Mode, string>> = {
  matchCase: 'scanUrls.matchCase',
  wholeWord: 'scanUrls.wholeWord',
  regularExpression: 'scanUrls.regularExpression',
  textOnly: 'scanUrls.searchIn',
};

/** Key of the toggles in the workspace state. */
const MEMORY = 'searchModes';

export class SearchModes implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #sessions: Sessions;
  readonly #listeners: vscode.Disposable;
  readonly #keys = new ContextKeys();

  constructor(memory: vscode.Memento, sessions: Sessions) {
    this.#memory = memory;
    this.#sessions = sessions;
    this.#listeners = vscode.Disposable.from(
      sessions.onDidChange(() => this.#showToggles()),
      vscode.workspace.onDidChangeConfiguration(event => {
        // A setting that was just changed overrides an older toggle.
        const changed = MODES.filter(mode => event.affectsConfiguration(SETTINGS[mode]));
        if (changed.length) void this.#forget(changed);
      }),
    );
    this.#showToggles();
  }

  /** The modes for the next scan of a list. */
  of(list: vscode.Uri | undefined): Modes {
    return { ...modesOf(readSearchSettings(list)), ...this.#remembered };
  }

  /** Stores modes that the person chose. They override the settings in following scans. */
  async remember(modes: Modes): Promise<void> {
    await this.#memory.update(MEMORY, modes);
    this.#showToggles();
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  get #remembered(): Partial<Modes> {
    return this.#memory.get<Partial<Modes>>(MEMORY) ?? {};
  }

  async #forget(modes: readonly Mode[]): Promise<void> {
    const left = Object.entries(this.#remembered).filter(([mode]) => !modes.includes(mode as Mode));
    await this.#memory.update(MEMORY, Object.fromEntries(left));
    this.#showToggles();
  }

  /** Sets the toggles of the view to the modes of the shown results; if there was no search, to those of the next one. */
  #showToggles(): void {
    const shown = this.#sessions.searched;
    const modes = shown ? modesOfSession(shown) : this.of(undefined);
    for (const mode of MODES) this.#keys.set(mode, modes[mode]);
  }
}

interface SearchSource {
  readonly search: Omit<Term, 'text'>;
  readonly searchIn: SearchIn;
}

function modesOf({ search, searchIn }: SearchSource): Modes {
  const { matchCase, wholeWord, regularExpression } = search;
  return { matchCase, wholeWord, regularExpression, textOnly: searchIn === 'text' };
}

export function modesOfSession({ term, options }: Session): Modes {
  return modesOf({ search: term, searchIn: options.searchIn });
}

export function termWith(text: string, { matchCase, wholeWord, regularExpression }: Modes): Term {
  return { text, matchCase, wholeWord, regularExpression };
}

export function searchInWith({ textOnly }: Modes): SearchIn {
  return textOnly ? 'text' : 'source';
}

export function nameOfMode(mode: Mode): string {
  switch (mode) {
    case 'matchCase':
      return vscode.l10n.t('Match Case');
    case 'wholeWord':
      return vscode.l10n.t('Match Whole Word');
    case 'regularExpression':
      return vscode.l10n.t('Use Regular Expression');
    case 'textOnly':
      return vscode.l10n.t('Search Only the Text');
  }
}

/** The modes of a session, e.g. `Match Case, Match Whole Word`; empty if none is on. */
export function modesText(session: Session): string {
  const modes = modesOfSession(session);
  return listed(MODES.filter(mode => modes[mode]).map(nameOfMode));
}
