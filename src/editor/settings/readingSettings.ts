/** Reads the settings that say what of a document is scanned. */

import * as vscode from 'vscode';
import { firstBase } from '../../engine/links/baseUrl.ts';
import { type ReadOptions, USUAL_READ_OPTIONS } from '../../engine/links/readOptions.ts';
import { text, texts } from './settingValues.ts';

/** @param document the scope: each folder can have its own */
export function readReadingSettings(document: vscode.Uri): ReadOptions {
  const settings = vscode.workspace.getConfiguration('scanUrls', document);
  return {
    ...USUAL_READ_OPTIONS,
    assumesScheme: settings.get('scanHostsWithoutScheme') !== false,
    roles: [
      'link',
      ...(settings.get('scanImages') === false ? [] : (['image'] as const)),
      ...(settings.get('scanCode') === true ? (['code'] as const) : []),
    ],
    exclude: texts(settings.get('exclude')).filter(pattern => /[^\s*]/.test(pattern)),
    base: firstBase(text(settings.get('baseUrl'))),
  };
}

/** Whether the fragments of URLs are looked for in their pages. @param document the scope */
export function checksFragments(document: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('scanUrls', document).get('checkFragments') === true;
}

/** Whether a list is judged while it is typed. @param list the scope */
export function lintsLists(list: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('scanUrls', list).get('lint') !== false;
}
