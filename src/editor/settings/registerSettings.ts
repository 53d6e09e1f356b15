/** The commands that set and remove headers for hosts. Their dialogs are loaded on first use. */

import type * as vscode from 'vscode';
import { registerCommands } from '../commands/registerCommands.ts';
import type { Sessions } from '../model/sessions.ts';
import type { HostHeaders } from './hostHeaders.ts';

interface Parts {
  readonly headers: HostHeaders;
  readonly sessions: Sessions;
}

export function registerSettings({ headers, sessions }: Parts): vscode.Disposable {
  return registerCommands({
    setHeader: async () => (await import('./headerCommands.ts')).setHeader(headers, sessions),
    removeHeader: async () => (await import('./headerCommands.ts')).removeHeader(headers),
  });
}
