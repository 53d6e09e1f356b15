/** A part of a scan in one process. If the process crashes, the part continues in a new process. */

import * as l10n from '@vscode/l10n';
import { failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import { failed } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { EngineProcess, ScanEvents } from './engineProcess.ts';

/** Maximum number of crashes before the part is given up. With more, the cause is probably not a page. */
const MOST_LOSSES = 3;

/** A scan in one engine process, with its number there. */
export interface ProcessScan {
  readonly engine: EngineProcess;
  readonly scan: ScanId;
}

export interface PartEvents extends ScanEvents {
  /** Called before all other callbacks for these targets, and again for those that are scanned in a new process. */
  readonly onBegin: (scan: ProcessScan, targets: readonly Target[]) => void;
}

const OPEN = 0;
const UNDER_WAY = 1;
const DONE = 2;

export class ScanPart {
  readonly #engine: EngineProcess;
  readonly #request: ScanRequest;
  readonly #events: PartEvents;
  readonly #states: Uint8Array;
  readonly #keep: KeepLimits | undefined;
  #losses = 0;

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

  begin(targets = this.#request.targets): void {
    const scan = this.#engine.scan(
      { ...this.#request, targets },
      {
        onOutcomes: outcomes => {
          for (const [target] of outcomes) this.#states[target] = DONE;
          this.#events.onOutcomes(outcomes);
        },
        onProgress: progress => {
          for (const [target] of progress.started) this.#states[target] = UNDER_WAY;
          this.#events.onProgress?.(progress);
        },
        onEnd: this.#events.onEnd,
        onLoss: fault => this.#continueAfterLoss(targets, fault),
      },
      this.#keep,
    );
    this.#events.onBegin({ engine: this.#engine, scan }, targets);
  }

  /** Targets that were under way fail and are not scanned again, because one of their pages may have caused the crash. */
  #continueAfterLoss(targets: readonly Target[], fault: string): void {
    const suspects = targets.filter(([target]) => this.#states[target] === UNDER_WAY);
    const left = targets.filter(([target]) => this.#states[target] === OPEN);
    if (++this.#losses > MOST_LOSSES || !left.length) {
      this.#events.onEnd(fault);
      return;
    }
    const outcome = failed(
      failure('INTERNAL', l10n.t('The engine stopped unexpectedly while it scanned this page'), fault),
    );
    for (const [target] of suspects) this.#states[target] = DONE;
    if (suspects.length) this.#events.onOutcomes(suspects.map(([target]) => [target, outcome]));
    this.begin(left);
  }
}
