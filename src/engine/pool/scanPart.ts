/** A part of a scan in one process, which goes on in a new process when that one ends before it. */

import * as l10n from '@vscode/l10n';
import { failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import { failed } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import type { Target } from '../model/target.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { EngineProcess, ScanEvents } from './engineProcess.ts';

/** Who has lost so many processes is given up: it is not a page that ends them. */
const MOST_LOSSES = 3;

/** A scan in one engine process, by the number that it has there. */
export interface ProcessScan {
  readonly engine: EngineProcess;
  readonly scan: ScanId;
}

export interface PartEvents extends ScanEvents {
  /** Before anything else is told of these targets, and again when some of them are scanned in a new process. */
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
   * @param states how far each target has come, by its id; all zero at first. The parts of a scan share them
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
        onLoss: fault => this.#goOn(targets, fault),
      },
      this.#keep,
    );
    this.#events.onBegin({ engine: this.#engine, scan }, targets);
  }

  /** One of the pages that were under way may be what ended the process, so those are not asked for again. */
  #goOn(targets: readonly Target[], fault: string): void {
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
