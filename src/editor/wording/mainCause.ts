/** The common cause of most failures of a scan, and its text. */

import * as vscode from 'vscode';
import { type Cause, mainCause } from '../../engine/report/causes.ts';
import type { Session } from '../model/session.ts';

/** The cause of each session and the tally it was computed for. Cached, because views need it at each repaint. */
const cache = new WeakMap<Session, { readonly tally: unknown; readonly cause: Cause | undefined }>();

/** @returns `undefined` if most failures have no common cause, or the scan still runs */
export function mainCauseOf(session: Session): Cause | undefined {
  if (session.isRunning) return undefined;
  const { tally } = session;
  if (!tally.failed) return undefined;
  const cached = cache.get(session);
  if (cached?.tally === tally) return cached.cause;
  const cause = mainCause(
    session.targets.map((url, target) => [url, session.linesOf(target)[0]?.outcome] as const),
  );
  cache.set(session, { tally, cause });
  return cause;
}

/** The cause in one sentence. The notification adds advice. */
export function mainCauseText({ kind, count, failures }: Cause): string {
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
      return vscode.l10n.t(
        '{count} of {failures} failures are private addresses, which get no requests.',
        of,
      );
  }
}
