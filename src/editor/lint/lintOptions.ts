/** How the settings want a list to be judged. */

import type * as vscode from 'vscode';
import type { LintOptions } from '../../engine/lint/linter.ts';
import { checksFragments, readReadingSettings } from '../settings/readingSettings.ts';

/** @param list the scope of the settings */
export function lintOptionsFor(list: vscode.Uri): LintOptions {
  return { ...readReadingSettings(list), keepsFragments: checksFragments(list) };
}
