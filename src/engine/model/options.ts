/** The options of the engine with defaults and bounds. VS Code's settings and the command's flags are checked here. */

import type { PrivateAddresses } from '../url/addresses.ts';
import { type ModelName, USUAL_MODEL } from './concurrencyModel.ts';
import { NO_PROXIES, type ProxySettings } from './proxySettings.ts';

export const SEARCH_IN = ['source', 'text'] as const;

export type SearchIn = (typeof SEARCH_IN)[number];

export const TRANSPORTS = ['undici', 'vscode'] as const;

/** How requests are sent: `undici` on the engine's own connections, `vscode` by `fetch` of the extension host. */
export type TransportName = (typeof TRANSPORTS)[number];

/** Limit for the headers of a response, in bytes. */
export const MAX_HEADER_SIZE = 64 * 1024;

export interface EngineOptions {
  /** How URLs are divided among processes and requests. */
  readonly model: ModelName;
  /** Maximum of simultaneous requests to all hosts. */
  readonly concurrency: number;
  /** Maximum of simultaneous requests to one host and port. */
  readonly perHostConcurrency: number;
  /** Maximum of engine processes; a small list uses one. 0: chosen by the number of cores. */
  readonly processes: number;
  /** Pause between two requests to one host, in ms. Requests to this machine have no pause. */
  readonly hostInterval: number;
  /** Maximum of retries after a temporary failure. */
  readonly retries: number;
  /** Limit for a name look-up, and again for a connection (TCP and TLS), in ms. */
  readonly connectTimeout: number;
  /** Limit for a URL with all redirects and retries, in ms. */
  readonly totalTimeout: number;
  /** Maximum of unpacked bytes of a page that are searched. */
  readonly maxPageSize: number;
  /** What is searched: the source of a page, or only its title and readable text with character references decoded. */
  readonly searchIn: SearchIn;
  /** Limit for running a regular expression on one page, in ms. */
  readonly regularExpressionTimeout: number;
  /** The User-Agent header (RFC 9110, section 10.1.5). */
  readonly userAgent: string;
  readonly privateAddresses: PrivateAddresses;
  /** DNS servers to ask instead of the system's resolver, as `address` or `address:port`. */
  readonly dnsServers: readonly string[];
  readonly proxies: ProxySettings;
  /** Whether the operating system's trust store is used in addition to that of Node.js. */
  readonly systemCertificates: boolean;
  readonly transport: TransportName;
}

/** The options that a search needs. */
export type SearchOptions = Pick<EngineOptions, 'searchIn' | 'regularExpressionTimeout'>;

/** Bounds in the units of settings and flags: seconds and MiB. */
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

/** Values in the units of settings and flags: seconds and MiB. An absent value stands for the default. */
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

/** Converts values to the engine's units (ms and bytes) and clamps them. @param version is part of the default User-Agent */
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
