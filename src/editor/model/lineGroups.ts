/** The lines of a list by what a person wants to know of them, kept up while outcomes arrive. */

import type { Failure } from '../../engine/model/failure.ts';
import { GROUP_KINDS, type GroupKind, groupOf } from '../../engine/model/groups.ts';
import { failureOf } from '../../engine/model/outcome.ts';
import { countOutcome, emptyTally, type OpenTally, type Tally } from '../../engine/model/tally.ts';
import type { TrackedLine } from './trackedLines.ts';

export { GROUP_KINDS, type GroupKind };

/** Counts and groups lines as they get their outcomes, at a cost that does not grow with those that have theirs. */
export class LineGroups {
  readonly #groups = emptyGroups();
  /** Lines that came since the groups were read, in no order. */
  readonly #added = emptyGroups();
  readonly #tally: OpenTally;
  #tallyNow: Tally | undefined;

  /** Takes the lines as they are now, in the order of the list. */
  constructor(lines: readonly TrackedLine[]) {
    this.#tally = emptyTally(0, 0);
    for (const line of lines) {
      if (line.rejected) this.#tally.rejected++;
      else this.#tally.urls++;
      if (line.rejected || line.outcome) this.add(line);
    }
  }

  /** Stays what it is when lines are added. */
  get tally(): Tally {
    this.#tallyNow ??= { ...this.#tally };
    return this.#tallyNow;
  }

  /** Each in the order of the list. Grows when lines are added and the groups are read again. */
  get all(): ReadonlyMap<GroupKind, readonly TrackedLine[]> {
    for (const [kind, added] of this.#added) {
      if (!added.length) continue;
      insertInOrder(this.#groups.get(kind) as TrackedLine[], added);
      added.length = 0;
    }
    return this.#groups;
  }

  /** Takes a line that is rejected, or has its outcome now and had none before. */
  add(line: TrackedLine): void {
    const kind = groupOfLine(line);
    if (!kind) return;
    this.#added.get(kind)?.push(line);
    if (line.outcome) countOutcome(this.#tally, line.outcome);
    this.#tallyNow = undefined;
  }
}

/** The failure of a line, whether it was scanned or rejected. */
export function lineFailure({ rejected, outcome }: TrackedLine): Failure | undefined {
  return rejected ?? (outcome?.kind === 'failed' ? failureOf(outcome) : undefined);
}

function emptyGroups(): Map<GroupKind, TrackedLine[]> {
  return new Map(GROUP_KINDS.map(kind => [kind, []]));
}

/** The group of a line; `undefined` for one without an outcome. */
export function groupOfLine({ rejected, outcome }: TrackedLine): GroupKind | undefined {
  return rejected ? 'failed' : outcome && groupOf(outcome);
}

/** From the back, so that only lines behind the first one added move: outcomes come about in the order of the list. */
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
