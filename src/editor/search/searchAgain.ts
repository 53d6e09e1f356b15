/** Looks for another word, or in another way, in the pages of the results that are shown. */

import * as vscode from 'vscode';
import type { SearchOptions } from '../../engine/model/options.ts';
import { VIEW } from '../ids.ts';
import type { Session } from '../model/session.ts';
import type { Scanner, SearchEnd } from '../scan/scanner.ts';
import { type Query, searchInWith, termWith } from '../settings/searchModes.ts';
import { readSearchSettings } from '../settings/settings.ts';

/** In ms. A search that takes longer says how far it is, and can be cancelled. */
const PATIENCE = 1_000;

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
