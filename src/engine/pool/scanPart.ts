/**
 * A part of a scan in one process. If the process stands still or crashes, the part goes on in a new one. Only the page
 * that did it fails: its watchdog has seen it, or it is the only one that the process scans. Until it is found, those
 * that were under way are scanned again in halves.
 */

import type { KeepLimits } from '../model/keepLimits.ts';
import type { Outcome } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { Usage } from '../model/usage.ts';
import type { ScanRequest } from '../scan/scan.ts';
import { givenUpOutcome, lostOutcome, type ScanLoss, skippedOutcome } from './engineLoss.ts';
import type { EngineProcess } from './engineProcess.ts';
import type { ScanEvents } from './scanEvents.ts';

/** Maximum number of losses before the part is given up. Without its watchdog, one page of 100,000 takes 18 to be found. */
const MOST_LOSSES = 30;

/** Maximum number of processes in a row that end before they begin. No page is the cause of that. */
export const MOST_FALSE_STARTS = 3;

/** A scan in one engine process, with its number there. */
export interface ProcessScan {
  readonly engine: EngineProcess;
  readonly scan: ScanId;
  /** Absent for pages of other processes. */
  readonly part?: ScanPart;
}

export interface PartEvents extends Omit<ScanEvents, 'onLoss'> {
  /** Called before all other callbacks for these targets, and again for those that are scanned in a new process. */
  readonly onBegin: (scan: ProcessScan, targets: readonly Target[]) => void;
}

/** In no scan of a process yet, or in one that has not come to it. */
const OPEN = 0;
const UNDER_WAY = 1;
const DONE = 2;
/** In a group that is scanned later. */
const WAITING = 3;

/** Targets that are scanned together. */
interface Group {
  readonly targets: readonly Target[];
  /** Whether a page that ended a process is perhaps one of them. */
  readonly isSuspect: boolean;
}

export class ScanPart {
  readonly #engine: EngineProcess;
  readonly #request: ScanRequest;
  readonly #events: PartEvents;
  readonly #states: Uint8Array;
  readonly #keep: KeepLimits | undefined;
  /** What is left after the group that is being scanned. */
  readonly #groups: Group[] = [];
  /** Targets that a person has skipped. */
  readonly #skipped = new Set<number>();
  #scan: ScanId | undefined;
  #losses = 0;
  #falseStarts = 0;

  /**
   * @param request the targets are those of this part
   * @param states the state of each target, by its id; all {@link OPEN} at first. The parts of a scan share the array
   */
  constructor(
    engine: EngineProcess,
    request: ScanRequest,
    events: PartEvents,
    states: Uint8Array,
    keep?: KeepLimits,
  ) {
    this.#engine = engine;
    this.#request = request;
    this.#events = events;
    this.#states = states;
    this.#keep = keep;
  }

  begin(): void {
    this.#begin({ targets: this.#request.targets, isSuspect: false });
  }

  /** Cancels those of these targets that have no outcome yet. */
  skip(targets: readonly number[]): void {
    for (const target of targets) this.#skipped.add(target);
    this.#report(
      targets.filter(target => this.#states[target] === WAITING),
      skippedOutcome(),
    );
    if (this.#scan !== undefined) this.#engine.skip(this.#scan, targets);
  }

  #begin(group: Group): void {
    const { targets } = group;
    let isBegun = false;
    const scan = this.#engine.scan(
      { ...this.#request, targets },
      {
        onOutcomes: outcomes => {
          isBegun = true;
          for (const [target] of outcomes) this.#states[target] = DONE;
          this.#events.onOutcomes(outcomes);
        },
        onProgress: progress => {
          isBegun = true;
          for (const [target] of progress.started) this.#states[target] = UNDER_WAY;
          this.#events.onProgress?.(progress);
        },
        onEnd: (fault, usage) => this.#next(fault, usage),
        onLoss: loss => this.#continueAfterLoss(group, loss, isBegun),
      },
      this.#keep,
    );
    this.#scan = scan;
    this.#events.onBegin({ engine: this.#engine, scan, part: this }, targets);
  }

  /** Goes on with the next group. The part ends after the last one, or with the first fault. */
  #next(fault?: string, usage?: Usage): void {
    this.#scan = undefined;
    while (fault === undefined && this.#groups.length) {
      const { isSuspect = false, targets = [] } = this.#groups.shift() ?? {};
      const left = this.#left(targets);
      if (!left.length) continue;
      this.#mark(left, OPEN);
      this.#begin({ targets: left, isSuspect });
      return;
    }
    this.#events.onEnd(fault, usage);
  }

  #continueAfterLoss({ isSuspect, targets }: Group, loss: ScanLoss, isBegun: boolean): void {
    this.#scan = undefined;
    this.#report([...this.#skipped], skippedOutcome());
    const [only] = targets;
    const isAlone = isSuspect && isBegun && targets.length === 1;
    const culprit = loss.culprit ?? (isAlone && !loss.isElsewhere ? only?.[0] : undefined);
    if (culprit !== undefined) this.#report([culprit], lostOutcome(loss));
    if (!loss.isElsewhere) this.#losses++;
    this.#falseStarts = isBegun ? 0 : this.#falseStarts + 1;
    const left = this.#left(targets);
    const isUnknown = culprit === undefined && !loss.isElsewhere && isBegun;
    this.#groups.unshift(
      ...(isUnknown ? this.#split(left, isSuspect, loss) : [{ targets: left, isSuspect }]),
    );
    if (this.#losses > MOST_LOSSES || this.#falseStarts > MOST_FALSE_STARTS) {
      const given = this.#groups.splice(0).flatMap(group => group.targets.map(([target]) => target));
      this.#report(given, givenUpOutcome(loss));
      this.#events.onEnd(loss.fault);
      return;
    }
    for (const group of this.#groups) this.#mark(group.targets, WAITING);
    this.#next();
  }

  /**
   * Divides a group of which some page has ended the process. At first, those that were not known to be under way do not
   * wait for the others. But a process reports only ten times a second what is under way, so the page may be any.
   */
  #split(left: readonly Target[], isSuspect: boolean, { suspect }: ScanLoss): Group[] {
    const groups = (...parts: (readonly Target[])[]) => parts.map(targets => ({ targets, isSuspect: true }));
    const alone = left.filter(([target]) => target === suspect);
    if (alone.length)
      return groups(
        left.filter(([target]) => target !== suspect),
        alone,
      );
    const underWay = left.filter(([target]) => this.#states[target] === UNDER_WAY);
    const open = left.filter(([target]) => this.#states[target] !== UNDER_WAY);
    if (!isSuspect && underWay.length) return groups(open, ...halves(underWay));
    return groups(...halves([...underWay, ...open]));
  }

  #left(targets: readonly Target[]): readonly Target[] {
    return targets.filter(([target]) => this.#states[target] !== DONE);
  }

  #mark(targets: readonly Target[], state: number): void {
    for (const [target] of this.#left(targets)) this.#states[target] = state;
  }

  /** Reports the outcome of those that have none yet. */
  #report(targets: readonly number[], outcome: Outcome): void {
    const left = targets.filter(target => this.#states[target] !== DONE);
    for (const target of left) this.#states[target] = DONE;
    if (left.length) this.#events.onOutcomes(left.map(target => [target, outcome]));
  }
}

function halves<Item>(items: readonly Item[]): [Item[], Item[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
