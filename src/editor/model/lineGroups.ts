/** Groups and counts the lines of a list by their outcomes. */

import type { Failure } from '../../engine/model/failure.ts';
import { GROUP_KINDS, type GroupKind, groupOf } from '../../engine/model/groups.ts';
import { isLeftOut } from '../../engine/model/leftOut.ts';
import { failureOf, notScanned } from '../../engine/model/outcome.ts';
import {
  countOutcome,
  countRejected,
  emptyTally,
  type OpenTally,
  type Tally,
} from '../../engine/model/tally.ts';
import type { TrackedLine } from './trackedLines.ts';

export { GROUP_KINDS, type GroupKind };

/** Counts and groups lines as they get their outcomes. Adding a line costs the same in short and long lists. */
export class LineGroups {
  readonly #verdicts: TrackedLine[] = [];
  readonly #groups = emptyGroups();
  /** Lines that were added since the groups were last read, not sorted. */
  readonly #added = emptyGroups();
  readonly #tally: OpenTally;
  #tallyNow: Tally | undefined;

  /** @param lines in the order of the list; those that have an outcome already are grouped */
  constructor(lines: readonly TrackedLine[]) {
    this.#tally = emptyTally();
    for (const line of lines) {
      if (line.rejected) countRejected(this.#tally, line.rejected);
      else this.#tally.urls++;
      if (line.rejected || line.outcome) this.add(line);
    }
  }

  /** The counts at this moment. Adding lines does not change an object that was returned before. */
  get tally(): Tally {
    this.#tallyNow ??= { ...this.#tally };
    return this.#tallyNow;
  }

  /** The lines that have a verdict, in the order in which they have got it. It only grows. */
  get verdicts(): readonly TrackedLine[] {
    return this.#verdicts;
  }

  /** The groups, each in the order of the list. Reading it again adds the lines added since to the same arrays. */
  get all(): ReadonlyMap<GroupKind, readonly TrackedLine[]> {
    for (const [kind, added] of this.#added) {
      if (!added.length) continue;
      insertInOrder(this.#groups.get(kind) as TrackedLine[], added);
      added.length = 0;
    }
    return this.#groups;
  }

  /** Adds a line that is rejected, or has just got its first outcome. */
  add(line: TrackedLine): void {
    const kind = groupOfLine(line);
    if (!kind) return;
    this.#verdicts.push(line);
    this.#added.get(kind)?.push(line);
    if (line.outcome) countOutcome(this.#tally, line.outcome);
    this.#tallyNow = undefined;
  }
}

/** The failure of a line that was rejected, or whose scan failed. */
export function lineFailure({ rejected, outcome }: TrackedLine): Failure | undefined {
  if (rejected) return isLeftOut(rejected) ? undefined : rejected;
  return outcome?.kind === 'failed' ? failureOf(outcome) : undefined;
}

function emptyGroups(): Map<GroupKind, TrackedLine[]> {
  return new Map(GROUP_KINDS.map(kind => [kind, []]));
}

/** The group of a line; `undefined` if it is not rejected and has no outcome. */
export function groupOfLine({ rejected, outcome }: TrackedLine): GroupKind | undefined {
  if (rejected) return groupOf(notScanned(rejected));
  return outcome && groupOf(outcome);
}

/**
 * Merges lines into a sorted array. It merges from the end, so that only lines after the first added line move. They
 * are few, because outcomes arrive roughly in the order of the list.
 */
function insertInOrder(lines: TrackedLine[], added: TrackedLine[]): void {
  added.sort((a, b) => a.index - b.index);
  let last = lines.length - 1;
  for (const line of added) lines.push(line);
  let place = lines.length - 1;
  for (let next = added.length - 1; next >= 0; place--) {
    const old = lines[last];
    const line = added[next] as TrackedLine;
    if (last >= 0 && old && old.index > line.index) {
      lines[place] = old;
      last--;
    } else {
      lines[place] = line;
      next--;
    }
  }
}
