/** The messages between the benchmark and the server's process. */

import type { Serving } from '../workloads/workloads.ts';

/** Where the pages are. */
export interface Hosts {
  /** Origins that answer at once, unless the path says otherwise. */
  readonly living: readonly string[];
  /** Origins for slow pages. */
  readonly slow: readonly string[];
  /** Origins that refuse connections. */
  readonly refusing: readonly string[];
  /** For each variant of a page, whether it mentions Python. */
  readonly mentions: readonly boolean[];
  /** A DNS server that knows no name and says so at once, as `address:port`. */
  readonly dnsServer: string;
  /** The replica's URLs, in the order of the tutorial's list. */
  readonly replica: readonly { readonly original: string; readonly url: string }[];
}

/** Requests to the server. Each is answered once. */
export type ToServer =
  | { readonly type: 'serve'; readonly serving: Serving }
  /** The replica with the tutorial's latencies. */
  | { readonly type: 'replica' }
  /** The replica with delays that a seed decides. */
  | { readonly type: 'shuffled'; readonly seed: string }
  /** From now on, the delays of another seed. */
  | { readonly type: 'reseed'; readonly seed: string }
  | { readonly type: 'usage' }
  /** Looks up so many names that do not exist, at once. */
  | { readonly type: 'lookUp'; readonly names: number };

/** The answers. */
export type FromServer =
  | { readonly type: 'hosts'; readonly hosts: Hosts }
  | { readonly type: 'reseeded' }
  | {
      readonly type: 'usage';
      /** Of the server's process since its start: CPU time in ms. */
      readonly cpu: number;
      /** Requests answered since its start. */
      readonly requests: number;
    }
  | {
      readonly type: 'lookedUp';
      /** In ms, one a name. */
      readonly times: readonly number[];
    }
  | { readonly type: 'fault'; readonly message: string };
