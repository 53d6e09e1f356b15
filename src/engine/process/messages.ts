/**
 * The messages between an engine process and its host, which is the extension or the terminal command. Pages stay in the
 * engine; what is shown crosses. Targets are named by their ids.
 */

import type { KeepLimits } from '../model/keepLimits.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Progress, ScanId } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { Headers } from '../network/headers.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { MatchJob } from '../search/matchJob.ts';
import type { Notification, Request } from './channel.ts';
import type { MovedPage } from './movedPage.ts';
import type { SentTargets } from './sentTargets.ts';

interface OfScan {
  readonly scan: ScanId;
}

interface OfTarget extends OfScan {
  readonly target: number;
}

/** A {@link ScanRequest} as it crosses. */
interface SentScan extends OfScan, Omit<ScanRequest, 'targets'> {
  readonly targets: SentTargets;
  /** What is kept of the pages; without it nothing is. */
  readonly keep?: KeepLimits;
}

/** Outcomes by the ids of their targets. */
export type Outcomes = readonly (readonly [target: number, outcome: Outcome])[];

/** What a {@link MatchJob} ends with. */
export interface Matched {
  readonly matches: number;
  /** Of the process, since its start. */
  readonly usage: Usage;
}

/** What an engine process understands. */
export interface ToEngine {
  /**
   * Answered when every target has its outcome, or when the scan was stopped. Outcomes and progress are notifications,
   * all of which come before the answer.
   */
  readonly scan: Request<SentScan, Usage>;
  /** A batch of outcomes has been read: there is room for another one (see {@link ScanRequest.mostUnread}). */
  readonly read: Notification<OfScan>;
  readonly stop: Notification<OfScan>;
  /** These targets are not waited for any more: each that has no outcome yet is cancelled, the scan goes on. */
  readonly skip: Notification<OfScan & { readonly targets: readonly number[] }>;
  /** The pages of a scan are not needed any more. */
  readonly forget: Notification<OfScan>;
  /** A page that was searched, as a document; `undefined` when it is not kept any more. */
  readonly page: Request<OfTarget & PageRequest, ShownPage | undefined>;
  /** Searches the kept pages of a scan again. Targets without a kept page have no outcome. */
  readonly search: Request<OfScan & SearchRequest, void, Outcomes>;
  /** A kept page, for another process to keep; `undefined` when it is not kept any more. */
  readonly handOver: Request<OfTarget, MovedPage | undefined>;
  /** Keeps the page of another process. */
  readonly keep: Notification<OfTarget & { readonly page: MovedPage; readonly keep: KeepLimits }>;
  /** Work for the processor alone. */
  readonly match: Request<MatchJob, Matched>;
}

/** What the host of an engine process understands. */
export interface ToHost {
  /** In the order of completion. */
  readonly outcomes: Notification<OfScan & { readonly outcomes: Outcomes }>;
  readonly progress: Notification<OfScan & Progress>;
  /** One GET with the host's `fetch`; the answer is the head of the response. */
  readonly fetch: Request<
    OfFetch & { readonly url: string; readonly headers: Readonly<Record<string, string>> },
    { readonly status: number; readonly headers: Headers }
  >;
  /** The next piece of the body, in Base64; `undefined` behind the last one. */
  readonly fetchRead: Request<OfFetch, string | undefined>;
  /** Nothing of the response is needed any more. */
  readonly fetchAbort: Notification<OfFetch>;
}

interface OfFetch {
  /** A number that the engine gives to each of its fetches. */
  readonly fetch: number;
}
