/** Shows a message when a proxy setting is not valid. */

import * as vscode from 'vscode';
import { InvalidProxyError } from '../../engine/network/proxy/readProxySettings.ts';

/**
 * Wraps a command: an `InvalidProxyError` is shown as a message instead of being thrown.
 * @returns the wrapped command
 */
export function reportInvalidProxy(
  command: (...args: never[]) => unknown,
): (...args: never[]) => Promise<unknown> {
  return async (...args) => {
    try {
      return await command(...args);
    } catch (error) {
      if (!(error instanceof InvalidProxyError)) throw error;
      void showProxyError(error.message);
      return undefined;
    }
  };
}

async function showProxyError(message: string): Promise<void> {
  const openSettings = vscode.l10n.t('Open Proxy Settings');
  if ((await vscode.window.showErrorMessage(message, openSettings)) === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
  }
}
