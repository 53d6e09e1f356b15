/**
 * Names a line of a scan, and a match on its page, by numbers only: arguments of commands in links. Whoever follows
 * such a link gets at nothing but what was scanned.
 */

import * as vscode from 'vscode';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { TrackedLine } from './trackedLines.ts';

export interface LineAddress {
  /** URI of the list. */
  readonly list: string;
  /** Place among the lines of the scan. */
  readonly index: number;
  /** Place among the matched lines of the page. */
  readonly match?: number;
}

/** A line, and the session it belongs to. */
export interface LineOfSession {
  readonly session: Session;
  readonly line: TrackedLine;
}

export function addressOf({ session, line }: LineOfSession, match?: number): LineAddress {
  return { list: session.uri.toString(), index: line.index, ...(match === undefined ? {} : { match }) };
}

/** @returns `undefined` for anything that is no address, and for a line that is gone */
export function lineAt(sessions: Sessions, address: unknown): LineOfSession | undefined {
  const { index, list } = (address ?? {}) as Partial<Record<keyof LineAddress, unknown>>;
  if (typeof list !== 'string' || typeof index !== 'number') return undefined;
  const session = sessions.of(vscode.Uri.parse(list));
  const line = session?.lines[index];
  return session && line ? { session, line } : undefined;
}

/** The address of a command in a Markdown link. */
export function commandLink(command: string, address: LineAddress): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([address]))}`;
}
