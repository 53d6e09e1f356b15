/** Searches the stored pages of a session again and shows the progress. */

import * as vscode from 'vscode';
import type { SearchOptions } from '../../engine/model/options.ts';
import { VIEW } from '../ids.ts';
import type { Session } from '../model/session.ts';
import type { Scanner, SearchEnd } from '../scan/scanner.ts';
import { type Query, searchInWith, termWith } from '../settings/searchModes.ts';
import { readSearchSettings } from '../settings/settings.ts';

/** In ms. A search that takes longer shows a notification with its progress and a button to cancel it. */
const NOTIFICATION_DELAY = 1_000;

/** Searches the pages. The view shows a progress bar, and a long search shows a notification. */
export async function searchSession(
  session: Session,
  { text, modes }: Query,
  scanner: Scanner,
): Promise<SearchEnd> {
  const settings = readSearchSettings(session.uri);
  const options: SearchOptions & { totalTimeout: number } = { ...settings, searchIn: searchInWith(modes) };
  let report = (_searched: number) => {};
  const search = scanner.search(session, termWith(text, modes), options, searched => report(searched));
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
        report = searched => progress.report({ message: vscode.l10n.t('{0} of {1}', searched, all) });
        token.onCancellationRequested(() => scanner.stopSearch(session));
        return search;
      },
    );
  }, NOTIFICATION_DELAY);
  try {
    return await search;
  } finally {
    clearTimeout(timer);
  }
}
