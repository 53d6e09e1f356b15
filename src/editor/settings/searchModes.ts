/** How a term is looked for: as the settings say, until a person says otherwise by a toggle. */

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

/** What a person looks for. */
export interface Query {
  readonly text: string;
  readonly modes: Modes;
}

/** The setting behind each. */
const SETTINGS: Readonly<Record<Mode, string>> = {
  matchCase: 'scanUrls.matchCase',
  wholeWord: 'scanUrls.wholeWord',
  regularExpression: 'scanUrls.regularExpression',
  textOnly: 'scanUrls.searchIn',
};

/** The toggles that were used last, in the workspace's memory. */
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
        // Who changes a setting wants it to count.
        const changed = MODES.filter(mode => event.affectsConfiguration(SETTINGS[mode]));
        if (changed.length) void this.#forget(changed);
      }),
    );
    this.#showToggles();
  }

  /** For the next scan of a list. */
  of(list: vscode.Uri | undefined): Modes {
    return { ...modesOf(readSearchSettings(list)), ...this.#chosen };
  }

  /** A person chose these, for now and for the scans that follow. */
  async choose(modes: Modes): Promise<void> {
    await this.#memory.update(MEMORY, modes);
    this.#showToggles();
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  get #chosen(): Partial<Modes> {
    return this.#memory.get<Partial<Modes>>(MEMORY) ?? {};
  }

  async #forget(modes: readonly Mode[]): Promise<void> {
    const left = Object.entries(this.#chosen).filter(([mode]) => !modes.includes(mode as Mode));
    await this.#memory.update(MEMORY, Object.fromEntries(left));
    this.#showToggles();
  }

  /** The toggles of the view say how the results that it shows were searched. */
  #showToggles(): void {
    const shown = this.#sessions.shown;
    const modes = shown ? modesOfSession(shown) : this.of(undefined);
    for (const mode of MODES) this.#keys.set(mode, modes[mode]);
  }
}

interface Searched {
  readonly search: Omit<Term, 'text'>;
  readonly searchIn: SearchIn;
}

function modesOf({ search, searchIn }: Searched): Modes {
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

/** e.g. `Match Case, Match Whole Word`; empty for the plain search. */
export function modesText(session: Session): string {
  const modes = modesOfSession(session);
  return listed(MODES.filter(mode => modes[mode]).map(nameOfMode));
}
