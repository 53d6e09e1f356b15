/** How an engine process ended although it was needed, and what that means for the pages that it was scanning. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure } from '../model/failure.ts';
import { cancelled, failed, type Outcome } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import { type Beat, OTHER, SCAN } from '../process/beat.ts';
import { seconds } from '../wording/units.ts';

export interface EngineLoss {
  readonly code: 'ENGINE_STALLED' | 'ENGINE_CRASHED';
  /** Why, for the log. */
  readonly fault: string;
  /** The last that its watchdog told, if the main thread was standing still by then. */
  readonly standstill?: Beat | undefined;
}

/** A loss, from the point of view of one scan. Targets are ids. */
export interface ScanLoss extends EngineLoss {
  /** The page that did it: the watchdog saw the engine stand still on it until the limit was reached. */
  readonly culprit?: number;
  /** A page that may have done it. */
  readonly suspect?: number;
  /** Whether another scan, or a search of kept pages, did it. */
  readonly isElsewhere: boolean;
}

export function lossOf(loss: EngineLoss, scan: ScanId): ScanLoss {
  const { code, standstill } = loss;
  const isOurs = standstill?.work === SCAN && standstill.scan === scan;
  // An engine that crashed may have gone on to another page since the last beat.
  const isCertain = code === 'ENGINE_STALLED';
  return {
    ...loss,
    ...(isOurs ? { [isCertain ? 'culprit' : 'suspect']: standstill.target } : {}),
    isElsewhere: isCertain && !isOurs && (standstill?.work === OTHER || standstill?.work === SCAN),
  };
}

/** The outcome of the page that ended its engine. */
export function lostOutcome({ code, fault, standstill }: EngineLoss): Outcome {
  const ms = standstill?.stood ?? 0;
  return failed(failure(code, code === 'ENGINE_STALLED' ? stalled(ms) : crashed(), fault), { ms });
}

function stalled(ms: number): string {
  return ms
    ? l10n.t(
        'The engine stood still on this page for {0} and was ended; other pages were not affected',
        seconds(ms),
      )
    : l10n.t('The engine stood still on this page and was ended; other pages were not affected');
}

function crashed(): string {
  return l10n.t('The engine crashed on this page; other pages were not affected');
}

/** The outcome of a page that is given up, because too many engines were lost. */
export function givenUpOutcome({ code, fault }: EngineLoss): Outcome {
  return failed(givenUp(code, fault));
}

function givenUp(code: EngineLoss['code'], fault: string): Failure {
  const message =
    code === 'ENGINE_STALLED'
      ? l10n.t('The engine stood still too often in this scan, so this page was not scanned')
      : l10n.t('The engine crashed too often in this scan, so this page was not scanned');
  return failure(code, message, fault);
}

/** The outcome of a page that a person skipped while its engine could not be told. */
export function skippedOutcome(): Outcome {
  return cancelled({}, true);
}
