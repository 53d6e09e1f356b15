/** Reports a proxy that cannot be used. */

import * as vscode from 'vscode';
import { InvalidProxyError } from '../../engine/network/proxy/readProxySettings.ts';

/** @returns the command; where the proxy cannot be used, it shows a message instead of failing */
export function reportInvalidProxy(
  command: (...args: never[]) => unknown,
): (...args: never[]) => Promise<unknown> {
  return async (...args) => {
    try {
      return await command(...args);
    } catch (error) {
      if (!(error instanceof InvalidProxyError)) throw error;
      void tell(error.message);
      return undefined;
    }
  };
}

async function tell(message: string): Promise<void> {
  const openSettings = vscode.l10n.t('Open Proxy Settings');
  if ((await vscode.window.showErrorMessage(message, openSettings)) === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
  }
}
