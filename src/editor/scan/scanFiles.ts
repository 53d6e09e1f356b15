/** Scans the documents of folders, and several files, as one session. */

import * as vscode from 'vscode';
import type { Tally } from '../../engine/model/tally.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { sentences } from '../../engine/wording/phrases.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { sessionName } from '../model/sessionName.ts';
import { confirmScan } from './confirmScan.ts';
import type { FilesToScan } from './filesToScan.ts';
import type { Scanner, ScanOrder } from './scanner.ts';

/**
 * @param order how the URLs are scanned
 * @returns the tally when the scan has ended; `undefined` if nothing was scanned, which is shown as a message
 */
export async function scanFiles(
  wanted: FilesToScan,
  engine: EnginePool,
  scanner: Scanner,
  order: Omit<ScanOrder, 'reading' | 'ranges'>,
): Promise<Tally | undefined> {
  const { folders, session: uri, uris } = wanted;
  const name = safeLabel(sessionName({ uri, name: wanted.name }));
  const remote = folders.find(({ scheme }) => scheme !== 'file');
  if (remote) {
    const folder = safeLabel(sessionName({ uri: remote }));
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} is not on a disk, so its files cannot be read.', folder),
    );
    return undefined;
  }
  const { documentSets, readSets } = await import('./filesReader.ts');
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: wanted.name
        ? vscode.l10n.t('Reading {0}', name)
        : vscode.l10n.t('Reading the documents in {0}', name),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const sets = await documentSets(wanted, token);
      let shown = 0;
      return readSets(sets, {
        engine,
        options: order.options,
        onProgress: (read, all) => {
          progress.report({ message: `${read}/${all}`, increment: ((read - shown) / all) * 100 });
          shown = read;
        },
        signal: abort.signal,
      });
    },
  );
  if (!found) return undefined;
  const { documents, list, notes } = found;
  if (!documents.length) {
    const text = wanted.name
      ? vscode.l10n.t('{0}: no http: or https: URLs were found', name)
      : vscode.l10n.t('The documents in {0} have no http: or https: URLs', name);
    void vscode.window.showInformationMessage(sentences([text, ...notes].map(each => `${each}.`)));
    return undefined;
  }
  if (!(await confirmScan(list.targets))) return undefined;
  const source = { uri, files: uris, name: wanted.name, list, documents, isSelection: false, notes };
  return scanner.begin(source, order);
}
