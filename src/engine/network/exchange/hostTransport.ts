/** Sends requests with the `fetch` of the extension host (“the host” here), for proxies that only VS Code can use. */

import {
  farthest,
  mayLead,
  mayReach,
  type PrivateAddresses,
  type Reach,
  reachOf,
  reachOfHost,
} from '../../url/addresses.ts';
import { AddressError } from '../connect/connectErrors.ts';
import type { Resolver } from '../connect/resolver.ts';
import type { Headers } from '../headers.ts';
import { proxyFailure, unpackFailure } from './hostFetchFailures.ts';
import { ResponseReader } from './responseReader.ts';
import type { ExchangeOptions, Response, Transport } from './transport.ts';

/** A response of the host's `fetch`, which has unpacked the body. */
export interface HostResponse {
  readonly status: number;
  readonly headers: Headers;
  /** @returns the next piece of the body; `undefined` after the last one. @throws if the body ends early */
  read(): Promise<Buffer | undefined>;
}

/**
 * Sends one GET request. Does not follow redirects.
 * @throws whatever the host's `fetch` does
 */
export type HostFetch = (
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<HostResponse>;

/** Header fields of a packed body. They no longer apply, because the host's `fetch` has unpacked it. */
const PACKING_FIELDS = ['content-encoding', 'content-length', 'transfer-encoding'];

export class HostTransport implements Transport {
  readonly #fetch: HostFetch | undefined;
  readonly #resolver: Resolver;
  readonly #privateAddresses: PrivateAddresses;
  readonly #open = new Set<AbortController>();

  /** @param fetch absent if there is no extension host; then each request fails */
  constructor(fetch: HostFetch | undefined, resolver: Resolver, privateAddresses: PrivateAddresses) {
    this.#fetch = fetch;
    this.#resolver = resolver;
    this.#privateAddresses = privateAddresses;
  }

  async exchange(url: URL, options: ExchangeOptions): Promise<Response> {
    const { deadline, headers, onPhase } = options;
    const controller = new AbortController();
    const off = deadline.onOver(() => controller.abort());
    this.#open.add(controller);
    const stop = () => {
      controller.abort();
      this.#open.delete(controller);
      off();
    };
    try {
      const reach = await deadline.race(this.#check(url.hostname, options.lineReach));
      onPhase('headers');
      if (!this.#fetch) throw new Error('There is no host to carry requests');
      // The host's `fetch` sets this field itself, with the codings that it can unpack.
      const { 'accept-encoding': _, ...own } = headers;
      const answer = await deadline.race(this.#fetch(withoutCredentials(url), own, controller.signal));
      return { ...(await readAnswer(answer, options, stop)), reach };
    } catch (error) {
      stop();
      throw proxyFailure(error) ?? error;
    }
  }

  async end(): Promise<void> {
    for (const controller of this.#open) controller.abort();
    this.#open.clear();
  }

  /**
   * Looks up the name before the request, because the host's `fetch` does not say which address it connects to. An
   * unknown name is allowed, because the host's proxy may know it.
   * @returns the reach of the farthest of its addresses, if the name is known
   * @throws {AddressError}
   */
  async #check(host: string, lineReach: Reach | undefined): Promise<Reach | undefined> {
    if (this.#privateAddresses === 'always') return undefined;
    const refused = (address: string) => new AddressError(address);
    if (!mayReach(host, reachOfHost(host), this.#privateAddresses)) throw refused(host);
    const addresses = await this.#resolver.resolve(host).catch(() => []);
    const [first] = addresses;
    const isAllowed = ({ address }: { address: string }) =>
      mayReach(host, reachOf(address), this.#privateAddresses) &&
      (!lineReach || mayLead(lineReach, reachOf(address)));
    if (first && !addresses.every(isAllowed)) throw refused(first.address);
    return farthest(addresses.map(({ address }) => reachOf(address)));
  }
}

/** @param stop ends the request; is always called, even if the request has ended */
function readAnswer(
  { headers, read, status }: HostResponse,
  options: ExchangeOptions,
  stop: () => void,
): Promise<Response> {
  const unpacked = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !PACKING_FIELDS.includes(name)),
  );
  const reader = new ResponseReader(options);
  // Nothing to pause: `readBody` requests a piece only after the one before it was processed.
  const isRead = reader.begin(status, unpacked, { pause: () => {}, resume: () => {} }, stop);
  if (isRead) void readBody(read, reader).finally(stop);
  return reader.response;
}

/** Never rejects: an error ends the body. */
async function readBody(read: HostResponse['read'], reader: ResponseReader): Promise<void> {
  try {
    for (let piece = await read(); piece; piece = await read()) reader.write(piece);
    reader.end();
  } catch (error) {
    reader.fail(unpackFailure(error) ?? (error as Error));
  }
}

/** `fetch` refuses URLs with a user name or password. These are sent as a header, if at all. */
function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}
