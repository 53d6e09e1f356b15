/** Reads the lists of documents. The list of a document's latest version is cached. */

import type * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import { readList } from '../../engine/links/urlList.ts';
import type { List } from '../../engine/model/list.ts';

interface CachedList {
  /** Version of the document that the list was read from. */
  readonly version: number;
  readonly list: Promise<List>;
}

const cache = new WeakMap<vscode.TextDocument, CachedList>();

/**
 * The list in the current text of a document. A long list is read in time slices, so that it does not block the
 * extension host.
 * @param lines only these lines, from 0; all if absent. Such a list is not cached.
 */
export function listOfDocument(document: vscode.TextDocument, lines?: ReadonlySet<number>): Promise<List> {
  const { version } = document;
  if (lines) return runInTimeSlices(readList(document.getText(), lines));
  const cached = cache.get(document);
  if (cached?.version === version) return cached.list;
  const list = runInTimeSlices(readList(document.getText()));
  cache.set(document, { version, list });
  return list;
}
