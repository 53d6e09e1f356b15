/** The input box of *Search Results Again…*: asks for a term, and has the toggles of VS Code's Search. */

import * as vscode from 'vscode';
import { isCheck } from '../../engine/model/term.ts';
import type { Session } from '../model/session.ts';
import {
  MODES,
  type Mode,
  type Modes,
  modesOfSession,
  nameOfMode,
  type Query,
  termWith,
} from '../settings/searchModes.ts';
import { termProblem } from '../settings/termProblem.ts';

/**
 * @param usual the modes if there was no search yet
 * @param media folder of the icons
 * @returns the query; `undefined` if the person cancels
 */
export function askForQuery(session: Session, usual: Modes, media: vscode.Uri): Promise<Query | undefined> {
  const input = vscode.window.createInputBox();
  const isOfCheck = isCheck(session.term);
  let modes = isOfCheck ? usual : modesOfSession(session);
  input.title = vscode.l10n.t('Search Results Again');
  input.prompt = isOfCheck
    ? vscode.l10n.t('A check keeps no pages. They are fetched again, and searched.')
    : vscode.l10n.t('Searches the pages that are already fetched. Nothing is fetched again.');
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

/** A toggle of the input box. Buttons there have no state, so the icon and the name show whether it is on. */
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

/** Icons of VS Code for toggles that are off. For toggles that are on, the start of file names in `media`. */
const ICONS: Readonly<Record<Mode, string>> = {
  matchCase: 'case-sensitive',
  wholeWord: 'whole-word',
  regularExpression: 'regex',
  textOnly: 'book',
};
