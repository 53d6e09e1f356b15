/** The messages between the extension and its engine process. Pages stay in the engine; what is shown crosses. */

import type { Headers } from './headers.ts';
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
  | { readonly type: 'forget'; readonly scan: ScanId }
  | HostFetchAnswer;

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
  | { readonly type: 'page'; readonly request: number; readonly text?: string }
  | HostFetchOrder;

/** What the engine asks of its host's `fetch`. */
export type HostFetchOrder =
  | {
      readonly type: 'fetch';
      readonly fetch: number;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Asks for the next piece of the body. */
  | { readonly type: 'fetchRead'; readonly fetch: number }
  | { readonly type: 'fetchAbort'; readonly fetch: number };

/** What became of it: each order but the last kind has one answer. */
export type HostFetchAnswer =
  | { readonly type: 'fetchHead'; readonly fetch: number; readonly status: number; readonly headers: Headers }
  /** A piece of the body, in Base64; absent behind the last one. */
  | { readonly type: 'fetchPiece'; readonly fetch: number; readonly piece?: string }
  | { readonly type: 'fetchError'; readonly fetch: number; readonly error: HostError };

/** An error as it crosses to another process: what names the failure. */
export interface HostError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly cause?: HostError;
  readonly errors?: readonly HostError[];
}
