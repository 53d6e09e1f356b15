/** What the timeline keeps in VS Code's state, to be there again after the window was reloaded. */

import { isArrayOf, isRecord, isText } from '../shared/validation.ts';
import { type Begin, type DoneRow, isDoneRow, toTimeline } from './timelineMessages.ts';

export interface Snapshot extends Begin {
  readonly summary: string;
  readonly done: readonly DoneRow[];
}

/** @returns the snapshot, or `undefined` when it is none: another version may have left something else */
export function readSnapshot(state: unknown): Snapshot | undefined {
  if (!isRecord(state)) return undefined;
  const begin = toTimeline(state);
  const { done, summary } = state;
  if (begin?.type !== 'begin' || !isText(summary) || !isArrayOf(done, isDoneRow)) return undefined;
  return { ...begin, summary, done };
}
