/** Looks for another word, or in another way, in the pages of the results that are shown. */

import * as vscode from 'vscode';
import type { SearchOptions } from '../../engine/model/options.ts';
import { compileTerm, InvalidTermError, type Term } from '../../engine/model/term.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { VIEW } from '../ids.ts';
import type { Session } from '../model/session.ts';
import {
  MODES,
  type Mode,
  type Modes,
  modesOfSession,
  nameOfMode,
  searchInWith,
  termWith,
} from '../settings/searchModes.ts';
import { readSearchSettings } from '../settings/settings.ts';
import type { Scanner, SearchEnd } from './scanner.ts';

/** In ms. A search that takes longer says how far it is, and can be cancelled. */
const PATIENCE = 1_000;

export interface Query {
  readonly text: string;
  readonly modes: Modes;
}

/** Asks what to look for, with the toggles of VS Code's Search. @returns `undefined` when the person thought better */
export function askForQuery(session: Session, media: vscode.Uri): Promise<Query | undefined> {
  const input = vscode.window.createInputBox();
  let modes = modesOfSession(session);
  input.title = vscode.l10n.t('Search Results Again');
  input.prompt = vscode.l10n.t('Searched in the pages as they were fetched, without asking for them again.');
  input.value = session.term.text;
  const check = () => {
    const problem = problemOf(termWith(input.value, modes));
    input.validationMessage = problem;
    return !problem;
  };
  const showButtons = () => {
    input.buttons = MODES.map(mode => new ModeButton(mode, modes[mode], media));
  };
  showButtons();
  return new Promise<Query | undefined>(resolve => {
    input.onDidChangeValue(check);
    input.onDidTriggerButton(button => {
      if (!(button instanceof ModeButton)) return;
      modes = { ...modes, [button.mode]: !modes[button.mode] };
      showButtons();
      check();
    });
    input.onDidAccept(() => {
      if (!check()) return;
      resolve({ text: input.value, modes });
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/** A toggle of the input box. Buttons there know no state, so that icon and name say it. */
class ModeButton implements vscode.QuickInputButton {
  readonly mode: Mode;
  readonly iconPath: vscode.IconPath;
  readonly tooltip: string;

  constructor(mode: Mode, isOn: boolean, media: vscode.Uri) {
    this.mode = mode;
    const name = nameOfMode(mode);
    this.tooltip = isOn ? vscode.l10n.t('{0} (On)', name) : name;
    this.iconPath = isOn
      ? {
          light: vscode.Uri.joinPath(media, `${ICONS[mode]}-on-light.svg`),
          dark: vscode.Uri.joinPath(media, `${ICONS[mode]}-on-dark.svg`),
        }
      : new vscode.ThemeIcon(ICONS[mode]);
  }
}

/** Of VS Code, and files in `media` for those that are on. */
const ICONS: Readonly<Record<Mode, string>> = {
  matchCase: 'case-sensitive',
  wholeWord: 'whole-word',
  regularExpression: 'regex',
  textOnly: 'book',
};

/** What is wrong with a term, as a person reads it; `undefined` when nothing is. */
export function problemOf(term: Term): string | undefined {
  try {
    compileTerm(term);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidTermError)) throw error;
    return safeLabel(error.message);
  }
}

/** Searches, with a bar on the view, and with words and a way out where it takes long. */
export async function searchSession(
  session: Session,
  { text, modes }: Query,
  scanner: Scanner,
): Promise<SearchEnd> {
  const settings = readSearchSettings(session.uri);
  const options: SearchOptions & { totalTimeout: number } = { ...settings, searchIn: searchInWith(modes) };
  let tell = (_searched: number) => {};
  const search = scanner.search(session, termWith(text, modes), options, searched => tell(searched));
  void vscode.window.withProgress({ location: { viewId: VIEW } }, () => search);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Searching the pages again'),
        cancellable: true,
      },
      (progress, token) => {
        const all = session.tally.responses;
        tell = searched => progress.report({ message: vscode.l10n.t('{0} of {1}', searched, all) });
        token.onCancellationRequested(() => scanner.stopSearch(session));
        return search;
      },
    );
  }, PATIENCE);
  try {
    return await search;
  } finally {
    clearTimeout(timer);
  }
}
