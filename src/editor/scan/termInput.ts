/** Asks for a term, and remembers it in the workspace state. */

import * as vscode from 'vscode';
import { NAME } from '../ids.ts';
import { type SearchModes, termWith } from '../settings/searchModes.ts';
import { termProblem } from '../settings/termProblem.ts';

const LAST_TERM = 'lastTerm';

/**
 * @param list the list to scan; its settings define the search modes for which the term is checked
 * @param proposed the initial term in the input box if none is remembered
 * @returns `undefined` if the person cancels or enters nothing
 */
export async function askForTerm(
  list: vscode.Uri | undefined,
  proposed: string,
  modes: SearchModes,
  memory: vscode.Memento,
): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: NAME,
    prompt: vscode.l10n.t('Which word do you look for on the pages of the list?'),
    value: memory.get<string>(LAST_TERM) ?? proposed,
    validateInput: value => termProblem(termWith(value, modes.of(list))),
  });
  if (text) await rememberTerm(text, memory);
  return text || undefined;
}

export async function rememberTerm(text: string, memory: vscode.Memento): Promise<void> {
  await memory.update(LAST_TERM, text);
}
