/** The commands that set and remove headers for hosts. */

import type * as vscode from 'vscode';
import { registerCommands } from '../commands/registerCommands.ts';
import type { Sessions } from '../model/sessions.ts';
import { removeHeader, setHeader } from './headerCommands.ts';
import type { HostHeaders } from './hostHeaders.ts';

interface Parts {
  readonly headers: HostHeaders;
  readonly sessions: Sessions;
}

export function registerSettings({ headers, sessions }: Parts): vscode.Disposable {
  return registerCommands({
    setHeader: () => setHeader(headers, sessions),
    removeHeader: () => removeHeader(headers),
  });
}
