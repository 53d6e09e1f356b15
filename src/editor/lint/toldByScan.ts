/** Leaves out what the latest scan of a list tells already. */

import * as vscode from 'vscode';
import type { Finding } from '../../engine/lint/finding.ts';
import { lineFailure } from '../model/session.ts';
import type { SessionPlace } from '../model/sessions.ts';

/** Whether the scan has a problem at the same place with the same code, or has found the scheme of the host. */
export function isToldByScan({ code, line, start }: Finding, { document, session }: SessionPlace): boolean {
  if (session.isClosed) return false;
  const tracked = session.at(document, new vscode.Position(line, start));
  if (!tracked) return false;
  return code === 'SCHEME_MISSING'
    ? tracked.outcome?.assumedScheme !== undefined
    : lineFailure(tracked)?.code === code;
}
