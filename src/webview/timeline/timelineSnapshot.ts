/** The state of the timeline that VS Code keeps, to restore it after the window is reloaded. */

import { isArrayOf, isRecord, isText } from '../shared/validation.ts';
import { type Begin, type DoneRow, isDoneRow, toTimeline } from './timelineMessages.ts';

export interface Snapshot extends Begin {
  readonly summary: string;
  readonly done: readonly DoneRow[];
}

/** @returns `undefined` if the state is invalid; it may come from another version of the extension */
export function readSnapshot(state: unknown): Snapshot | undefined {
  if (!isRecord(state)) return undefined;
  const begin = toTimeline(state);
  const { done, summary } = state;
  if (begin?.type !== 'begin' || !isText(summary) || !isArrayOf(done, isDoneRow)) return undefined;
  return { ...begin, summary, done };
}
