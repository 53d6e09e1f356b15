/** The messages between the extension and its engine process. Pages stay in the engine; what is shown crosses. */

import type { Failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { Facts, Outcome } from '../model/outcome.ts';
import type { Progress, ScanId } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { Headers } from '../network/headers.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { MatchJob } from '../search/matchJob.ts';

export type ToEngine =
  | ({ readonly type: 'scan'; readonly scan: ScanId; readonly keep?: KeepLimits } & ScanRequest)
  /** A batch of outcomes has been read: there is room for another one (see {@link ScanRequest.mostUnread}). */
  | { readonly type: 'read'; readonly scan: ScanId }
  | { readonly type: 'stop'; readonly scan: ScanId }
  /** These targets are not waited for any more: each that has no outcome yet is cancelled, the scan goes on. */
  | { readonly type: 'skip'; readonly scan: ScanId; readonly targets: readonly number[] }
  /** Asks for a page that was searched, as a document. */
  | ({
      readonly type: 'page';
      readonly request: number;
      readonly scan: ScanId;
      readonly target: number;
    } & PageRequest)
  /** Searches the kept pages of a scan again. */
  | ({ readonly type: 'search'; readonly request: number; readonly scan: ScanId } & SearchRequest)
  | { readonly type: 'stopSearch'; readonly request: number }
  /** Asks for a kept page, which another process is to keep from now on. */
  | { readonly type: 'handOver'; readonly request: number; readonly scan: ScanId; readonly target: number }
  | {
      readonly type: 'keep';
      readonly scan: ScanId;
      readonly target: number;
      readonly page: MovedPage;
      readonly keep: KeepLimits;
    }
  /** The pages of a scan are not needed any more. */
  | { readonly type: 'forget'; readonly scan: ScanId }
  /** Work for the processor alone. */
  | ({ readonly type: 'match'; readonly request: number } & MatchJob)
  | HostFetchAnswer;

export type FromEngine =
  /** Outcomes by the target's index in the request, in the order of completion. */
  | {
      readonly type: 'outcomes';
      readonly scan: ScanId;
      readonly outcomes: readonly (readonly [target: number, outcome: Outcome])[];
    }
  | ({ readonly type: 'progress'; readonly scan: ScanId } & Progress)
  /** Every target has its outcome, unless there is a fault. */
  | { readonly type: 'end'; readonly scan: ScanId; readonly usage: Usage; readonly fault?: string }
  /** Absent when the page is not kept any more. */
  | { readonly type: 'page'; readonly request: number; readonly page?: ShownPage }
  /** Outcomes of a search, by the target's index in the scan. Pages that are not kept any more have none. */
  | {
      readonly type: 'found';
      readonly request: number;
      readonly outcomes: readonly (readonly [target: number, outcome: Outcome])[];
    }
  /** The search is over, or was stopped. */
  | { readonly type: 'searched'; readonly request: number; readonly fault?: string }
  | { readonly type: 'matched'; readonly request: number; readonly matches: number; readonly usage: Usage }
  | { readonly type: 'handedOver'; readonly request: number; readonly page?: MovedPage }
  | HostFetchOrder;

/** A kept page on its way from one process to another. */
export interface MovedPage {
  /** In Base64. */
  readonly bytes: string;
  readonly charset: string;
  readonly note?: string;
  readonly cut?: Failure;
  readonly facts: Facts;
}

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
