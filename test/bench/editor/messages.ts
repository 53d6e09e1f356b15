/** What the benchmark and its part inside VS Code tell each other, by files. */

/** The name of the variable that holds the path of the orders. */
export const ORDERS = 'SCAN_URLS_BENCH';

/** What is to be measured. */
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
  /** Where the server tells when it was first asked, if it can. */
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
  /** What the CPU of the host went into, in ms, where that was looked at. */
  readonly spent?: Spent;
  /** Most memory of all engine processes, in bytes. */
  readonly engines: readonly number[];
}

export interface HostFigures {
  /** How long it was watched, in ms. */
  readonly time: number;
  /** How much later than it should a timer of 1 ms fired, in ms. */
  readonly p99: number;
  readonly max: number;
  /** Share of the time in which the event loop was not waiting. */
  readonly utilization: number;
  /** CPU time of the whole process, in ms. */
  readonly cpu: number;
  /** Memory in the end, in bytes. */
  readonly rss: number;
}

/** CPU of the extension host's thread in ms, by whose functions are on the stack. */
export interface Spent {
  /** The extension shows something: views, and what they ask of the model. */
  readonly painting: number;
  /** All else that the extension does. */
  readonly extension: number;
  /** Messages of the engine on their way in and out. */
  readonly messages: number;
  /** VS Code, and what is nobody's. */
  readonly others: number;
}

/** What the fast server tells of itself; in ms since the epoch. */
export interface ServerTimes {
  readonly firstRequest: number | null;
  readonly firstAnswer: number | null;
}
