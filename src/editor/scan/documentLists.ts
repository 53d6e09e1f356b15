/** The lists of documents, each read once for a version. */

import type * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import { readList } from '../../engine/links/urlList.ts';
import type { List } from '../../engine/model/list.ts';

interface Known {
  readonly version: number;
  readonly list: Promise<List>;
}

const known = new WeakMap<vscode.TextDocument, Known>();

/**
 * The list in a document as it is now. A long one is read in turns with whatever else the extension host has to do.
 * @param lines only these lines, from 0; all when absent
 */
export function listOf(document: vscode.TextDocument, lines?: ReadonlySet<number>): Promise<List> {
  const { version } = document;
  if (lines) return runInTimeSlices(readList(document.getText(), lines));
  const before = known.get(document);
  if (before?.version === version) return before.list;
  const list = runInTimeSlices(readList(document.getText()));
  known.set(document, { version, list });
  return list;
}
