/** Registers the hover of scanned URLs. */

import * as vscode from 'vscode';
import type { Sessions } from '../model/sessions.ts';

export function registerHover(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    provideHover: async ({ uri }, position) => {
      const { document, session } = sessions.at(uri) ?? {};
      const line = document === undefined ? undefined : session?.at(document, position);
      if (!session || !line) return undefined;
      const range = new vscode.Range(line.line, line.start, line.line, line.end);
      // Loaded with the first hover.
      const { hoverOf } = await import('./hover.ts');
      const contents = hoverOf({ session, line });
      return contents && new vscode.Hover(contents, range);
    },
  });
}
