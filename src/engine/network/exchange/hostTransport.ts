/** Carries requests with the `fetch` of the extension host (“the host” here), for proxies that only it can use. */

import { mayReach, type PrivateAddresses, reachOf, reachOfHost } from '../../url/addresses.ts';
import { AddressError } from '../connect/connectErrors.ts';
import type { Resolver } from '../connect/resolver.ts';
import type { Headers } from '../headers.ts';
import { proxyFailure, unpackFailure } from './hostFetchFailures.ts';
import { ResponseReader } from './responseReader.ts';
import type { ExchangeOptions, Response, Transport } from './transport.ts';

/** A response of the host's `fetch`. Its body is unpacked already. */
export interface HostResponse {
  readonly status: number;
  readonly headers: Headers;
  /** @returns the next piece of the body, `undefined` after the last. @throws when the body breaks off */
  read(): Promise<Buffer | undefined>;
}

/**
 * One GET, without following redirects.
 * @throws whatever the host's `fetch` does
 */
export type HostFetch = (
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<HostResponse>;

/** Header fields on how the body was packed. The host's `fetch` has unpacked it. */
const PACKING_FIELDS = ['content-encoding', 'content-length', 'transfer-encoding'];

export class HostTransport implements Transport {
  readonly #fetch: HostFetch | undefined;
  readonly #resolver: Resolver;
  readonly #privateAddresses: PrivateAddresses;
  readonly #open = new Set<AbortController>();

  /** @param fetch absent where there is no host */
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
      await deadline.race(this.#check(url.hostname));
      onPhase('headers');
      if (!this.#fetch) throw new Error('There is no host to carry requests');
      // The host's `fetch` asks for the codings that it can unpack.
      const { 'accept-encoding': _, ...own } = headers;
      const answer = await deadline.race(this.#fetch(withoutCredentials(url), own, controller.signal));
      return await readAnswer(answer, options, stop);
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
   * Looks up the name before the request, because the host's `fetch` does not say where it connects to. The host's proxy
   * may know names that are unknown here.
   * @throws {AddressError}
   */
  async #check(host: string): Promise<void> {
    if (this.#privateAddresses === 'always') return;
    const refused = (address: string) => new AddressError(address);
    if (!mayReach(host, reachOfHost(host), this.#privateAddresses)) throw refused(host);
    const addresses = await this.#resolver.resolve(host).catch(() => []);
    const [first] = addresses;
    const isAllowed = ({ address }: { address: string }) =>
      mayReach(host, reachOf(address), this.#privateAddresses);
    if (first && !addresses.every(isAllowed)) throw refused(first.address);
  }
}

/** Settles as {@link ResponseReader.response}. @param stop ends the request; always called, also after its end */
function readAnswer(
  { headers, read, status }: HostResponse,
  options: ExchangeOptions,
  stop: () => void,
): Promise<Response> {
  const unpacked = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !PACKING_FIELDS.includes(name)),
  );
  const reader = new ResponseReader(options);
  // Each piece is asked for when the one before it was taken, so there is nothing to pause.
  const isRead = reader.begin(status, unpacked, { pause: () => {}, resume: () => {} }, stop);
  if (isRead) void readBody(read, reader).finally(stop);
  return reader.response;
}

/** Never rejects: a failure ends the body. */
async function readBody(read: HostResponse['read'], reader: ResponseReader): Promise<void> {
  try {
    for (let piece = await read(); piece; piece = await read()) reader.write(piece);
    reader.end();
  } catch (error) {
    reader.fail(unpackFailure(error) ?? (error as Error));
  }
}

/** `fetch` refuses URLs with a user name or password. They are never sent anyway. */
function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}
