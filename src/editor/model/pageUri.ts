/** URIs of the read-only documents that show scanned pages. */

import * as vscode from 'vscode';
import type { ScanId } from '../../engine/model/progress.ts';
import type { PageView } from '../../engine/pages/pageView.ts';
import { PAGE_SCHEME } from '../ids.ts';

export interface PageAddress {
  /** URI of the list that the page belongs to. */
  readonly list: string;
  readonly scan: ScanId;
  readonly target: number;
  readonly view: PageView;
  /** The frame that is shown instead of the page itself: its index among the frames of the page. */
  readonly frame?: number | undefined;
}

/**
 * The URI of the document of a page.
 * @param url of the page, or of its frame. The title of the editor is its host, followed by `.txt`: otherwise VS Code
 *   would derive the language of the document from the end of the host name.
 */
export function pageUri({ frame, list, scan, target, view }: PageAddress, url: string): vscode.Uri {
  const query = new URLSearchParams({ list, scan: String(scan), target: String(target), view });
  if (frame !== undefined) query.set('frame', String(frame));
  return vscode.Uri.from({
    scheme: PAGE_SCHEME,
    path: `/${nameOf(new URL(url).hostname, view)}.txt`,
    query: query.toString(),
  });
}

/** The URI of the same page in another view. */
export function inView(uri: vscode.Uri, view: PageView): vscode.Uri {
  const host = uri.path.replace(/^\/|(?: \(text\))?\.txt$/g, '');
  const query = new URLSearchParams(uri.query);
  query.set('view', view);
  return uri.with({ path: `/${nameOf(host, view)}.txt`, query: query.toString() });
}

/** The `when` clauses of menus recognize the view by ` (text)`, which cannot be part of a host. */
function nameOf(host: string, view: PageView): string {
  return view === 'text' ? `${host} (text)` : host;
}

export function pageAddress(uri: vscode.Uri): PageAddress {
  const query = new URLSearchParams(uri.query);
  const frame = query.get('frame');
  return {
    list: query.get('list') ?? '',
    scan: Number(query.get('scan')),
    target: Number(query.get('target')),
    view: query.get('view') === 'text' ? 'text' : 'source',
    ...(frame === null ? {} : { frame: Number(frame) }),
  };
}

/** URI of the list that a page's document belongs to; `undefined` for any other document. */
export function listOfPage(uri: vscode.Uri): string | undefined {
  return uri.scheme === PAGE_SCHEME ? pageAddress(uri).list : undefined;
}
