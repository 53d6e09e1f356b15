/** The messages between the extension and its engine process. Pages stay in the engine; what is shown crosses. */

import type { Outcome } from './outcome.ts';
import type { ScanRequest } from './scan.ts';

/** A scan's number, unique in the life of the extension. */
export type ScanId = number;

export type ToEngine =
  | ({ readonly type: 'scan'; readonly scan: ScanId } & ScanRequest)
  | { readonly type: 'stop'; readonly scan: ScanId }
  /** Asks for a page's text, as it was searched. */
  | { readonly type: 'page'; readonly request: number; readonly scan: ScanId; readonly target: number }
  /** The pages of a scan are not needed any more. */
  | { readonly type: 'forget'; readonly scan: ScanId };

export type FromEngine =
  /** Outcomes by the target's index in the request, in the order of completion. */
  | {
      readonly type: 'outcomes';
      readonly scan: ScanId;
      readonly outcomes: readonly (readonly [target: number, outcome: Outcome])[];
    }
  /** Every target has its outcome, unless there is a fault. */
  | { readonly type: 'end'; readonly scan: ScanId; readonly fault?: string }
  /** The text is absent when the page is not kept any more. */
  | { readonly type: 'page'; readonly request: number; readonly text?: string };
