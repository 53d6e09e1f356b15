/** The input box of *Search Results Again…*: a term, with the toggles of VS Code's Search. */

import * as vscode from 'vscode';
import type { Session } from '../model/session.ts';
import {
  MODES,
  type Mode,
  modesOfSession,
  nameOfMode,
  type Query,
  termWith,
} from '../settings/searchModes.ts';
import { termProblem } from '../settings/termProblem.ts';

/** @returns what to look for; `undefined` when the person leaves the box */
export function askForQuery(session: Session, media: vscode.Uri): Promise<Query | undefined> {
  const input = vscode.window.createInputBox();
  let modes = modesOfSession(session);
  input.title = vscode.l10n.t('Search Results Again');
  input.prompt = vscode.l10n.t('Searched in the pages as they were fetched, without asking for them again.');
  input.value = session.term.text;
  const check = () => {
    const problem = termProblem(termWith(input.value, modes));
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
