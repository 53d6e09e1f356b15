/** Sends requests with undici, on the engine's own connections. */

import type { Hosts } from '../../hosts/hosts.ts';
import { type EngineOptions, MAX_HEADER_SIZE } from '../../model/options.ts';
import type { Reach } from '../../url/addresses.ts';
import { createConnector, SocketFaults } from '../connect/connector.ts';
import { createProxyConnector, type ProxyConnectorOptions } from '../connect/proxyConnector.ts';
import type { Resolver } from '../connect/resolver.ts';
import { isHttp2Only, isInvalidHttp } from '../networkFailure.ts';
import { roomForRequests } from '../openFiles.ts';
import { Agent, type AgentOptions, type buildConnector, type Dispatcher } from '../undici.ts';
import { http2Exchange } from './http2Exchange.ts';
import { lenientExchange } from './lenientExchange.ts';
import { plainExchange } from './plainExchange.ts';
import type { ExchangeOptions, Phase, Response, Transport } from './transport.ts';

/** Idle connections to keep, for each concurrent request. Opening a connection costs more than fetching most pages. */
const KEPT_PER_REQUEST = 4;

/** Parts that all connections of a scan share. */
export interface ConnectionParts extends Pick<ProxyConnectorOptions, 'handshakes' | 'proxies'> {
  readonly resolver: Resolver;
  readonly hosts: Hosts;
  /** See {@link ExchangeOptions.lineReach}. */
  readonly lineReach?: Reach | undefined;
}

export class UndiciTransport implements Transport {
  readonly #dispatcher: Dispatcher;
  /** Keeps no connections. So it never uses one that the server is closing. */
  readonly #freshDispatcher: Dispatcher;
  readonly #connect: buildConnector.connector;
  /** Offers HTTP/2. */
  readonly #connectHttp2: buildConnector.connector;
  readonly #faults = new SocketFaults();
  /**
   * Origins that answered in a way that only the lenient exchange can read. It is used at once for their other pages, and
   * for another try of a page whose body undici gave up.
   */
  readonly #lenientOrigins = new Set<string>();
  readonly #mostKept: number;
  /** Number of open connections for HTTP/1.1. */
  #open = 0;

  constructor(options: EngineOptions, { handshakes, hosts, lineReach, proxies, resolver }: ConnectionParts) {
    const { connectTimeout, privateAddresses, systemCertificates, userAgent } = options;
    const shared = { connectTimeout, faults: this.#faults, hosts, resolver, systemCertificates };
    const toProxy = createConnector({
      ...shared,
      hosts: undefined,
      allowH2: false,
      privateAddresses: 'always',
      acceptAnyCertificate: !options.proxies.checkCertificate,
    });
    const connectorFor = (allowH2: boolean) => {
      const direct = createConnector({ ...shared, allowH2, privateAddresses, lineReach });
      const proxied = { proxies, direct, toProxy, handshakes };
      return createProxyConnector({ ...proxied, privateAddresses, connectTimeout, userAgent });
    };
    this.#mostKept = Math.min(KEPT_PER_REQUEST * options.concurrency, roomForRequests());
    this.#connect = this.#counted(connectorFor(false));
    this.#dispatcher = createDispatcher(options, this.#connect);
    this.#freshDispatcher = createDispatcher(options, this.#connect, { pipelining: 0 });
    this.#connectHttp2 = connectorFor(true);
  }

  async exchange(url: URL, options: ExchangeOptions): Promise<Response> {
    let phase = 'connect' as Phase;
    const watched: ExchangeOptions = {
      ...options,
      // With many hosts, connections that are kept for each of them could use up the file descriptors.
      use: options.use === 'keep' && this.#open >= this.#mostKept ? 'close' : options.use,
      onPhase: next => {
        phase = next;
        options.onPhase(next);
      },
      bodyFailure: error => {
        if (isInvalidHttp(error)) this.#lenientOrigins.add(url.origin);
        return options.bodyFailure(error);
      },
    };
    if (this.#lenientOrigins.has(url.origin)) return lenientExchange(url, watched, this.#connect);
    const dispatcher = options.use === 'fresh' ? this.#freshDispatcher : this.#dispatcher;
    try {
      return await plainExchange(url, watched, dispatcher, this.#faults);
    } catch (error) {
      if (phase === 'connect' && isHttp2Only(error)) {
        return http2Exchange(url, watched, this.#connectHttp2);
      }
      if (phase !== 'headers' || !isInvalidHttp(error)) throw error;
      const response = await lenientExchange(url, watched, this.#connect);
      this.#lenientOrigins.add(url.origin);
      return response;
    }
  }

  /** Counts the open connections of a connector. */
  #counted(connect: buildConnector.connector): buildConnector.connector {
    return (target, callback) =>
      connect(target, (...result) => {
        const [, socket] = result;
        if (socket) {
          this.#open++;
          socket.once('close', () => this.#open--);
        }
        callback(...result);
      });
  }

  async end(): Promise<void> {
    await Promise.all([this.#dispatcher.destroy(), this.#freshDispatcher.destroy()]);
  }
}

function createDispatcher(
  { perHostConcurrency, totalTimeout }: EngineOptions,
  connect: buildConnector.connector,
  more: AgentOptions = {},
): Dispatcher {
  return new Agent({
    connect,
    connections: perHostConcurrency,
    allowH2: false,
    maxHeaderSize: MAX_HEADER_SIZE,
    // In ms. Short, because each idle connection uses a file descriptor.
    keepAliveTimeout: 1_000,
    keepAliveMaxTimeout: 2_000,
    // In ms. The deadline of the URL comes first; these limits only clean up afterwards.
    headersTimeout: totalTimeout + 1_000,
    bodyTimeout: totalTimeout + 1_000,
    ...more,
  });
}
