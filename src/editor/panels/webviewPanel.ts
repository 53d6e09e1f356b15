/** Fills webview panels with the pages of this extension. */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { languageTag } from '../../engine/wording/language.ts';
import { webviewHtml } from './webviewHtml.ts';

/** Folder in which esbuild.mjs puts the scripts and styles of webviews. */
const FOLDER = ['dist', 'webview'];

export function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, ...FOLDER)] };
}

/**
 * @param extension folder of the extension's files
 * @param name file name, without ending, of the page's script and style
 */
export function fillPanel(
  panel: vscode.WebviewPanel,
  extension: vscode.Uri,
  name: string,
  texts: Readonly<Record<string, string>>,
): void {
  const { webview } = panel;
  const file = (ending: string) =>
    String(webview.asWebviewUri(vscode.Uri.joinPath(extension, ...FOLDER, `${name}.${ending}`)));
  webview.options = webviewOptions(extension);
  webview.html = webviewHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    script: file('js'),
    style: file('css'),
    title: panel.title,
    language: languageTag(),
    texts,
  });
}
