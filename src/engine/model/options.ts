/** What a person can set of the engine, with defaults and bounds; settings and flags are checked against these. */

import type { PrivateAddresses } from '../url/addresses.ts';
import { type ModelName, USUAL_MODEL } from './concurrencyModel.ts';
import { NO_PROXIES, type ProxySettings } from './proxySettings.ts';

export const SEARCH_IN = ['source', 'text'] as const;

export type SearchIn = (typeof SEARCH_IN)[number];

export const TRANSPORTS = ['undici', 'vscode'] as const;

/** What carries the requests: connections of the engine's own, or the `fetch` of VS Code's extension host. */
export type TransportName = (typeof TRANSPORTS)[number];

/** Response headers larger than this, in bytes, are refused. */
export const MAX_HEADER_SIZE = 64 * 1024;

export interface EngineOptions {
  /** How processes and requests are shared out. */
  readonly model: ModelName;
  /** Requests at once over all hosts. */
  readonly concurrency: number;
  /** Requests at once to one host and port. */
  readonly perHostConcurrency: number;
  /** Engine processes at most; small lists have one. 0: as many as suit the machine. */
  readonly processes: number;
  /** Pause between two requests to one host, in ms; there is none on this machine. */
  readonly hostInterval: number;
  /** Further tries at a URL whose failure may pass. */
  readonly retries: number;
  /** Limit for looking up a name, and then for a connection (TCP and TLS), in ms. */
  readonly connectTimeout: number;
  /** Limit for a URL from first to last, in ms. */
  readonly totalTimeout: number;
  /** Decoded bytes of a page that are searched. */
  readonly maxPageSize: number;
  /** What of a page counts: its whole source, or only what a person reads, with character references decoded. */
  readonly searchIn: SearchIn;
  /** Limit for a regular expression on a page, in ms. */
  readonly regularExpressionTimeout: number;
  /** The User-Agent header (RFC 9110, section 10.1.5). */
  readonly userAgent: string;
  readonly privateAddresses: PrivateAddresses;
  /** DNS servers to ask instead of the system's resolver, as `address` or `address:port`. */
  readonly dnsServers: readonly string[];
  readonly proxies: ProxySettings;
  /** Whether the authorities of the operating system are trusted, beside those of Node.js. */
  readonly systemCertificates: boolean;
  readonly transport: TransportName;
}

/** How a term is looked for, and for how long. */
export type SearchOptions = Pick<EngineOptions, 'searchIn' | 'regularExpressionTimeout'>;

/** Bounds in the units a person sets: seconds and MiB. */
export const BOUNDS = {
  concurrency: { minimum: 1, maximum: 1024, default: 128 },
  perHostConcurrency: { minimum: 1, maximum: 64, default: 4 },
  processes: { minimum: 0, maximum: 16, default: 0 },
  hostInterval: { minimum: 0, maximum: 60, default: 0.05 },
  retries: { minimum: 0, maximum: 5, default: 2 },
  connectTimeout: { minimum: 0.1, maximum: 120, default: 10 },
  totalTimeout: { minimum: 0.1, maximum: 600, default: 30 },
  maxPageSize: { minimum: 0.01, maximum: 100, default: 5 },
  regularExpressionTimeout: { minimum: 0.1, maximum: 60, default: 1 },
} as const;

export const DEFAULT_SEARCH: SearchOptions = {
  searchIn: 'source',
  regularExpressionTimeout: BOUNDS.regularExpressionTimeout.default * 1000,
};

export type BoundedOption = keyof typeof BOUNDS;

/** Values in the units a person sets; what is absent is the default. */
export type OptionValues = Partial<Record<BoundedOption, number>> &
  Partial<
    Pick<
      EngineOptions,
      | 'model'
      | 'searchIn'
      | 'userAgent'
      | 'privateAddresses'
      | 'dnsServers'
      | 'proxies'
      | 'systemCertificates'
      | 'transport'
    >
  >;

/** @param version of this package, named in the default User-Agent */
export function engineOptions(values: OptionValues, version: string): EngineOptions {
  const value = (name: BoundedOption) => {
    const { minimum, maximum, default: usual } = BOUNDS[name];
    const given = values[name];
    return given === undefined || Number.isNaN(given) ? usual : Math.min(maximum, Math.max(minimum, given));
  };
  return {
    model: values.model ?? USUAL_MODEL,
    concurrency: Math.round(value('concurrency')),
    perHostConcurrency: Math.round(value('perHostConcurrency')),
    processes: Math.round(value('processes')),
    hostInterval: value('hostInterval') * 1000,
    retries: Math.round(value('retries')),
    connectTimeout: value('connectTimeout') * 1000,
    totalTimeout: value('totalTimeout') * 1000,
    maxPageSize: Math.round(value('maxPageSize') * 1024 ** 2),
    searchIn: values.searchIn ?? 'source',
    regularExpressionTimeout: value('regularExpressionTimeout') * 1000,
    userAgent: values.userAgent?.trim() || `ScanUrls/${version}`,
    privateAddresses: values.privateAddresses ?? 'listed',
    dnsServers: values.dnsServers ?? [],
    proxies: values.proxies ?? NO_PROXIES,
    systemCertificates: values.systemCertificates ?? true,
    transport: values.transport ?? 'undici',
  };
}
