/** What most failures of a scan have in common, in words. */

import * as vscode from 'vscode';
import { type Cause, mainCause } from '../../engine/report/causes.ts';
import type { Session } from '../model/session.ts';

/** By session: what its last result came to. A list may be long, and views ask at each repaint. */
const known = new WeakMap<Session, { readonly tally: unknown; readonly cause: Cause | undefined }>();

/** @returns `undefined` while the scan runs, too */
export function causeOf(session: Session): Cause | undefined {
  if (session.isRunning) return undefined;
  const { tally } = session;
  if (!tally.failed) return undefined;
  const last = known.get(session);
  if (last?.tally === tally) return last.cause;
  const cause = mainCause(
    session.targets.map((url, target) => [url, session.linesOf(target)[0]?.outcome] as const),
  );
  known.set(session, { tally, cause });
  return cause;
}

/** One sentence that says what it is; the notification has more. */
export function causeText({ kind, count, failures }: Cause): string {
  const of = { count, failures };
  switch (kind) {
    case 'offline':
      return vscode.l10n.t('No page could be reached: this machine seems to be offline.');
    case 'wall':
      return vscode.l10n.t('No page could be reached.');
    case 'proxy':
      return vscode.l10n.t('{count} of {failures} failures come from the proxy.', of);
    case 'names':
      return vscode.l10n.t('{count} of {failures} failures are host names that could not be looked up.', of);
    case 'certificates':
      return vscode.l10n.t('{count} of {failures} failures are certificates that are not trusted here.', of);
    case 'clock':
      return vscode.l10n.t('{count} of {failures} failures are certificates that are not valid today.', of);
    case 'rateLimit':
      return vscode.l10n.t('{count} of {failures} failures are servers that ask to slow down.', of);
    case 'blocked':
      return vscode.l10n.t('{count} of {failures} failures are sites that refuse robots.', of);
    case 'timeouts':
      return vscode.l10n.t('{count} of {failures} failures are timeouts.', of);
    case 'resources':
      return vscode.l10n.t(
        '{count} of {failures} failures are due to this machine: it ran out of sockets or memory.',
        of,
      );
    case 'privateAddresses':
      return vscode.l10n.t('{count} of {failures} failures are private addresses, which are not asked.', of);
  }
}
