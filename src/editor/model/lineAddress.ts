/**
 * Addresses of scanned lines and matches, as arguments of commands in links. An address holds only the list and two
 * numbers, so that a link can reach nothing but scanned lines.
 */

import * as vscode from 'vscode';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { TrackedLine } from './trackedLines.ts';

export interface LineAddress {
  /** URI of the list. */
  readonly list: string;
  /** {@link TrackedLine.index} of the line. */
  readonly index: number;
  /** Index among the matched lines of the page. */
  readonly match?: number;
}

/** A line and its session. */
export interface LineOfSession {
  readonly session: Session;
  readonly line: TrackedLine;
}

export function addressOf({ session, line }: LineOfSession, match?: number): LineAddress {
  return { list: session.uri.toString(), index: line.index, ...(match === undefined ? {} : { match }) };
}

/** @returns `undefined` if the value is not an address, or the line does not exist any more */
export function lineAt(sessions: Sessions, address: unknown): LineOfSession | undefined {
  const { index, list } = (address ?? {}) as Partial<Record<keyof LineAddress, unknown>>;
  if (typeof list !== 'string' || typeof index !== 'number') return undefined;
  const session = sessions.of(vscode.Uri.parse(list));
  const line = session?.lines[index];
  return session && line ? { session, line } : undefined;
}

/** The `command:` URI for a Markdown link. */
export function commandLink(command: string, address: LineAddress): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([address]))}`;
}
