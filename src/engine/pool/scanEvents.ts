/** What a scan in an engine process tells its host. */

import type { Outcomes } from '../model/outcome.ts';
import type { Progress } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { ScanLoss } from './engineLoss.ts';

/** Callbacks of a scan. Targets are ids. */
export interface ScanEvents {
  readonly onOutcomes: (outcomes: Outcomes) => void;
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Called when a target has to ask another host. If absent, the process knows all hosts itself.
   * @returns when it is its turn: whether the host was given up
   */
  readonly onTurn?: (target: number, url: string) => Promise<boolean>;
  /**
   * Called once, when the scan ends without being stopped.
   * @param fault why the scan ended before all targets were done
   * @param usage of the process; absent if there is a fault
   */
  readonly onEnd: (fault?: string, usage?: Usage) => void;
  /** Called instead of `onEnd` if the process has ended or was ended. The next scan starts a new process. */
  readonly onLoss: (loss: ScanLoss) => void;
}
