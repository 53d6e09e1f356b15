/** Names the documents that hold the text of scanned pages. */

import * as vscode from 'vscode';
import type { ScanId } from '../engine/messages.ts';
import { PAGE_SCHEME } from './ids.ts';

export interface PageAddress {
  /** URI of the list the page belongs to. */
  readonly list: string;
  readonly scan: ScanId;
  readonly target: number;
}

/**
 * @param url of the page; its host becomes the title of the editor, with an ending that keeps VS Code from taking
 *   the page's own for the name of a language
 */
export function pageUri({ list, scan, target }: PageAddress, url: string): vscode.Uri {
  const query = new URLSearchParams({ list, scan: String(scan), target: String(target) });
  return vscode.Uri.from({
    scheme: PAGE_SCHEME,
    path: `/${new URL(url).hostname}.txt`,
    query: query.toString(),
  });
}

export function pageAddress(uri: vscode.Uri): PageAddress {
  const query = new URLSearchParams(uri.query);
  return {
    list: query.get('list') ?? '',
    scan: Number(query.get('scan')),
    target: Number(query.get('target')),
  };
}

/** URI of the list that a page's document belongs to; `undefined` for any other document. */
export function listOfPage(uri: vscode.Uri): string | undefined {
  return uri.scheme === PAGE_SCHEME ? pageAddress(uri).list : undefined;
}
