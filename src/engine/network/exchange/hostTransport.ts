/** Requests that the host of the extension carries with its own `fetch`, for proxies that only it can use. */

import * as l10n from '@vscode/l10n';
import type { BodyReader } from '../../content/body.ts';
import { type Failure, FailureError, failure } from '../../model/failure.ts';
import { mayReach, type PrivateAddresses, reachOf, reachOfHost } from '../../url/addresses.ts';
import { AddressError } from '../connect/connectErrors.ts';
import type { Resolver } from '../connect/resolver.ts';
import type { Headers } from '../headers.ts';
import { type ExchangeOptions, headOf, type Response, type Transport } from './transport.ts';

/** A response of the host's `fetch`, which has unpacked the body. */
export interface HostResponse {
  readonly status: number;
  readonly headers: Headers;
  /** @returns the next piece of the body, `undefined` behind the last. @throws when it breaks off */
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

/** Fields that tell how the body came, which the host has undone. */
const UNDONE = ['content-encoding', 'content-length', 'transfer-encoding'];

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
    const stop = () => controller.abort();
    this.#open.add(controller);
    const off = deadline.onOver(stop);
    const close = () => {
      this.#open.delete(controller);
      off();
    };
    try {
      await deadline.race(this.#check(url.hostname));
      onPhase('headers');
      if (!this.#fetch) throw new Error('There is no host to carry requests');
      // The host's fetch asks for the codings that it can unpack.
      const { 'accept-encoding': _, ...own } = headers;
      const answer = await deadline.race(this.#fetch(withoutCredentials(url), own, controller.signal));
      return this.#read(answer, options, controller, close);
    } catch (error) {
      controller.abort();
      close();
      throw proxyFailure(error) ?? error;
    }
  }

  async end(): Promise<void> {
    for (const controller of this.#open) controller.abort();
    this.#open.clear();
  }

  /**
   * The host's fetch tells nobody where it connects to, so a name is looked up beforehand. One that is not known here
   * may be known to the host's proxy.
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

  #read(
    { headers, read, status }: HostResponse,
    options: ExchangeOptions,
    controller: AbortController,
    close: () => void,
  ): Response {
    const unpacked = Object.fromEntries(Object.entries(headers).filter(([name]) => !UNDONE.includes(name)));
    const head = headOf(status, unpacked);
    if (!options.wantsBody(head)) {
      controller.abort();
      close();
      return { ...head, body: undefined };
    }
    options.onPhase('body');
    // The body is read piece by piece, each when the one before it was taken, so there is nothing to pause.
    const reader = options.createReader(head, { pause: () => {}, resume: () => {} });
    void readAll(read, reader, error => unpackFailure(error) ?? options.bodyFailure(error as Error));
    const done = () => {
      controller.abort();
      close();
    };
    reader.body.then(done, done);
    return { ...head, body: reader };
  }
}

/** Never rejects: whatever happens ends the body. */
async function readAll(
  read: HostResponse['read'],
  reader: BodyReader,
  nameOf: (error: unknown) => Failure,
): Promise<void> {
  try {
    for (let piece = await read(); piece; piece = await read()) reader.write(piece);
    reader.end();
  } catch (error) {
    reader.fail(nameOf(error));
  }
}

/** `fetch` refuses URLs with a user name or password, which are never sent anyway. */
function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

/** What the host's proxy says to a tunnel, as undici's ProxyAgent puts it. */
const PROXY_ANSWER = /Proxy response \((\d+)\)/;

function proxyFailure(error: unknown): FailureError | undefined {
  for (const { message } of causes(error)) {
    const status = PROXY_ANSWER.exec(message)?.[1];
    if (status === '407') {
      return new FailureError(
        failure(
          'PROXY_AUTH',
          l10n.t('The proxy that VS Code uses asks for a sign-in that it did not get (407)'),
          message,
        ),
      );
    }
    if (status) {
      return new FailureError(
        failure(
          'PROXY_REFUSED',
          l10n.t('The proxy that VS Code uses refused to connect ({0})', status),
          message,
        ),
      );
    }
  }
  return undefined;
}

/** The codes of zlib, Brotli and Zstandard in Node.js. */
const UNPACKING = /^(?:Z_|ERR__?(?:ERROR|BROTLI|ZLIB|ZSTD)|ZSTD_)/;

function unpackFailure(error: unknown): Failure | undefined {
  const found = causes(error).find(({ code }) => UNPACKING.test(String(code)));
  return (
    found && failure('DECODE_FAILED', l10n.t('The page cannot be unpacked'), `${found.code} ${found.message}`)
  );
}

interface Cause {
  readonly code?: unknown;
  readonly message: string;
}

/** The error and its causes, the outermost first; bounded against circles. */
function causes(error: unknown): Cause[] {
  const found: Cause[] = [];
  for (let each = error; each instanceof Error && found.length < 5; each = each.cause) {
    found.push({ code: (each as NodeJS.ErrnoException).code, message: each.message });
  }
  return found;
}
