/** The files by which the benchmark and its part inside VS Code communicate. */

/** Name of the environment variable with the path of the orders. */
export const ORDERS = 'SCAN_URLS_BENCH';

/** The orders: what to measure. */
export interface Orders {
  readonly scans: readonly ScanOrder[];
  /** Scans of each list. */
  readonly rounds: number;
  /** Where the figures go, as JSON: {@link Figures}. */
  readonly figures: string;
}

export interface ScanOrder {
  /** Of the workload. */
  readonly name: string;
  /** The file of the list. */
  readonly list: string;
  /** Settings of `scanUrls`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** URL at which the server tells the time of its first request, if it can. */
  readonly times?: string;
}

export interface Figures {
  /** From the question for the extension until it is active, its code read, in ms. */
  readonly activation: number;
  readonly scans: readonly ScanFigures[];
}

export interface ScanFigures {
  readonly name: string;
  /** Of the command, in ms. */
  readonly wall: number;
  readonly answer: { readonly responses: number; readonly mentions: number; readonly failures: number };
  /** The extension host before the scan, and while it ran. */
  readonly idle: HostFigures;
  readonly busy: HostFigures;
  /** From the command to the first request, and from the first whole page to the first URL in the tree, in ms. */
  readonly firstRequest?: number | undefined;
  readonly firstResult?: number | undefined;
  /** CPU time of the host by kind of work, in ms, if it was sampled. */
  readonly spent?: Spent;
  /** Most memory of all engine processes, in bytes. */
  readonly engines: readonly number[];
}

export interface HostFigures {
  /** How long it was watched, in ms. */
  readonly time: number;
  /** Delay of a timer of 1 ms, in ms. */
  readonly p99: number;
  readonly max: number;
  /** Share of the time in which the event loop was not waiting. */
  readonly utilization: number;
  /** CPU time of the whole process, in ms. */
  readonly cpu: number;
  /** Memory in the end, in bytes. */
  readonly rss: number;
}

/** CPU time of the extension host's thread, in ms, by the owner of the functions on the stack. */
export interface Spent {
  /** The views of the extension, and the parts of the model that they call. */
  readonly painting: number;
  /** All else that the extension does. */
  readonly extension: number;
  /** Sending and receiving messages of the engine. */
  readonly messages: number;
  /** VS Code, and functions without an owner. */
  readonly others: number;
}

/** Times that the fast server reports, in ms since the epoch. */
export interface ServerTimes {
  readonly firstRequest: number | null;
  readonly firstAnswer: number | null;
}
