/** VS Code's language, for the texts of the engine: in this process, and in processes of its own. */

import * as vscode from 'vscode';
import { type Language, useLanguage } from '../../engine/wording/language.ts';

/** @returns what engine processes are started with; `undefined` where the texts are English */
export function followLanguage(): Language | undefined {
  const { bundle, uri } = vscode.l10n;
  if (!bundle || !uri) return undefined;
  const tag = vscode.env.language;
  useLanguage(tag, bundle);
  return { tag, bundle: uri.fsPath };
}
