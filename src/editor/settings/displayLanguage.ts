/** Makes the engine's texts use VS Code's display language. */

import * as vscode from 'vscode';
import { type Language, useLanguage } from '../../engine/wording/language.ts';

/**
 * Sets the language of the engine's texts in this process.
 * @returns the language for engine processes; `undefined` if it is English
 */
export function followLanguage(): Language | undefined {
  const { bundle, uri } = vscode.l10n;
  if (!bundle || !uri) return undefined;
  const tag = vscode.env.language;
  useLanguage(tag, bundle);
  return { tag, bundle: uri.fsPath };
}
