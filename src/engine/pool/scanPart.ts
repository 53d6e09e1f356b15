/** A part of a scan in one process, which goes on in a new process when that one ends before it. */

import * as l10n from '@vscode/l10n';
import { failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import { failed } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { EngineProcess, ScanEvents } from './engineProcess.ts';

/** Who has lost so many processes is given up: it is not a page that ends them. */
const MOST_LOSSES = 3;

/** Where the engine has a part of a scan: the targets by their indexes in the whole, in the order of the part. */
export interface Place {
  readonly engine: EngineProcess;
  readonly scan: ScanId;
  readonly targets: readonly number[];
}

export interface PartEvents extends ScanEvents {
  /** Before anything else is told of these targets, and again when some of them are scanned in a new process. */
  readonly onPlace: (place: Place) => void;
}

const OPEN = 0;
const UNDER_WAY = 1;
const DONE = 2;

export class ScanPart {
  readonly #engine: EngineProcess;
  /** Of the whole scan. */
  readonly #request: ScanRequest;
  /** Targets by their indexes in the whole scan. */
  readonly #events: PartEvents;
  readonly #keep: KeepLimits | undefined;
  /** How far each target of the whole scan has come. */
  readonly #states: Uint8Array;
  #losses = 0;

  constructor(engine: EngineProcess, request: ScanRequest, events: PartEvents, keep?: KeepLimits) {
    this.#engine = engine;
    this.#request = request;
    this.#events = events;
    this.#keep = keep;
    this.#states = new Uint8Array(request.targets.length);
  }

  /** @param targets by their indexes in the whole scan */
  begin(targets: readonly number[]): void {
    const { targets: all } = this.#request;
    const isWhole = targets.length === all.length;
    const whole = (index: number) => (isWhole ? index : (targets[index] as number));
    const scan = this.#engine.scan(
      {
        ...this.#request,
        targets: isWhole ? all : targets.map(target => all[target] as string),
      },
      {
        onOutcomes: outcomes => {
          for (const [index] of outcomes) this.#states[whole(index)] = DONE;
          this.#events.onOutcomes(
            isWhole ? outcomes : outcomes.map(([index, outcome]) => [whole(index), outcome]),
          );
        },
        onProgress: ({ started, waiting, holds }) => {
          for (const [index] of started) this.#states[whole(index)] = UNDER_WAY;
          this.#events.onProgress?.({
            started: started.map(([index, at]) => [whole(index), at]),
            waiting: waiting.map(([index, wait]) => [whole(index), wait]),
            holds,
          });
        },
        onEnd: this.#events.onEnd,
        onLoss: fault => this.#goOn(targets, fault),
      },
      this.#keep,
    );
    this.#events.onPlace({ engine: this.#engine, scan, targets });
  }

  /** One of the pages that were under way may be what ended the process, so those are not asked for again. */
  #goOn(targets: readonly number[], fault: string): void {
    const suspects = targets.filter(target => this.#states[target] === UNDER_WAY);
    const left = targets.filter(target => this.#states[target] === OPEN);
    if (++this.#losses > MOST_LOSSES || !left.length) {
      this.#events.onEnd(fault);
      return;
    }
    const outcome = failed(
      failure('INTERNAL', l10n.t('The engine stopped unexpectedly while it scanned this page'), fault),
    );
    for (const target of suspects) this.#states[target] = DONE;
    if (suspects.length) this.#events.onOutcomes(suspects.map(target => [target, outcome]));
    this.begin(left);
  }
}
