/**
 * The messages between an engine process and its host, which is the extension or the terminal command. Pages stay in the
 * engine; only what is shown is sent. Targets are ids.
 */

import type { Format, TextToRead } from '../documents/formats.ts';
import type { FilesToRead } from '../documents/readFiles.ts';
import type { ReadOptions } from '../links/readOptions.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { Outcomes } from '../model/outcome.ts';
import type { Progress, ScanId } from '../model/progress.ts';
import type { Usage } from '../model/usage.ts';
import type { Headers } from '../network/headers.ts';
import type { PageRequest, ShownPage } from '../pages/pageView.ts';
import type { SearchRequest } from '../pages/searchAgain.ts';
import type { ScanRequest } from '../scan/scan.ts';
import type { MatchJob } from '../search/matchJob.ts';
import type { Notification, Request } from './channel.ts';
import type { MovedPage } from './movedPage.ts';
import type { SentDocument, SentFile } from './sentList.ts';
import type { SentTargets } from './sentTargets.ts';

interface OfScan {
  readonly scan: ScanId;
}

interface OfTarget extends OfScan {
  readonly target: number;
}

/** A {@link ScanRequest} in a message. */
interface SentScan extends OfScan, Omit<ScanRequest, 'targets'> {
  readonly targets: SentTargets;
  /** Limits for kept pages. If absent, no pages are kept. */
  readonly keep?: KeepLimits;
  /** Whether the host of the process knows the hosts of the scan, so that each turn must be asked for. */
  readonly asksForTurns?: boolean;
}

/** A text whose links are read. */
export interface SentText extends TextToRead {
  readonly options: ReadOptions;
  /** Recognised if absent. */
  readonly format?: Format | undefined;
}

/** The result of a {@link MatchJob}. */
export interface Matched {
  readonly matches: number;
  /** Usage of the process since its start. */
  readonly usage: Usage;
}

/** The messages that an engine process receives. */
export interface ToEngine {
  /**
   * Runs a scan. The answer comes when every target has its outcome, or the scan was stopped. Before it come outcomes and
   * progress, as notifications.
   */
  readonly scan: Request<SentScan, Usage>;
  /** The host has read a batch of outcomes, so another one may be sent (see {@link ScanRequest.mostUnread}). */
  readonly read: Notification<OfScan>;
  readonly stop: Notification<OfScan>;
  /** Cancels those of these targets that have no outcome yet. The scan continues. */
  readonly skip: Notification<OfScan & { readonly targets: readonly number[] }>;
  /** Drops the kept pages of a scan, and stops it if it runs. */
  readonly forget: Notification<OfScan>;
  /** A kept page as a document; `undefined` if the page is not kept. */
  readonly page: Request<OfTarget & PageRequest, ShownPage | undefined>;
  /** Searches the kept pages of a scan again. Targets without a kept page have no outcome. */
  readonly search: Request<OfScan & SearchRequest, void, Outcomes>;
  /** A kept page, to move it to another process; `undefined` if the page is not kept. */
  readonly handOver: Request<OfTarget, MovedPage | undefined>;
  /**
   * Keeps a page that comes from another process. The sender waits for the answer, so that pages do not pile up in front
   * of a process that reads slowly.
   */
  readonly keep: Request<OfTarget & { readonly page: MovedPage; readonly keep: KeepLimits }, void>;
  /** Reads the links of a text. */
  readonly readText: Request<SentText, SentDocument>;
  /** Reads the links of files and folders. Each piece is some files, in their order. The answer is their number. */
  readonly readFiles: Request<FilesToRead, number, readonly SentFile[]>;
  /** Searches pages without the network, to measure the time of the processor. */
  readonly match: Request<MatchJob, Matched>;
}

/** The messages that the host of an engine process receives. */
export interface ToHost {
  /** In the order of completion. */
  readonly outcomes: Notification<OfScan & { readonly outcomes: Outcomes }>;
  readonly progress: Notification<OfScan & Progress>;
  /**
   * Asks for the turn of a target at the host of a URL. The answer comes when it is its turn, and says whether the host
   * was given up.
   */
  readonly turn: Request<OfTarget & { readonly url: string }, boolean>;
  /** Sends one GET request with the host's `fetch`. The answer is the head of the response. */
  readonly fetch: Request<
    OfFetch & { readonly url: string; readonly headers: Readonly<Record<string, string>> },
    { readonly status: number; readonly headers: Headers }
  >;
  /** The next piece of the body, in Base64; `undefined` after the last one. */
  readonly fetchRead: Request<OfFetch, string | undefined>;
  /** Ends the request. The rest of the response is not needed. */
  readonly fetchAbort: Notification<OfFetch>;
}

interface OfFetch {
  /** Number of the request, unique in the engine process. */
  readonly fetch: number;
}
