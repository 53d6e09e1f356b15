/** The engine's own connections, by undici. */

import { Agent, type buildConnector, type Dispatcher } from 'undici';
import type { ConnectionLog } from './connectionLog.ts';
import { createConnector, SocketFaults } from './connector.ts';
import { type ExchangeOptions, exchange, type Phase, type Response, type Transport } from './exchange.ts';
import { http2Exchange } from './http2Exchange.ts';
import { lenientExchange } from './lenientExchange.ts';
import { isHttp2Only, isLaxHttp } from './networkFailure.ts';
import { type EngineOptions, MAX_HEADER_SIZE } from './options.ts';
import { createProxyConnector, type ProxyConnectorOptions } from './proxyConnector.ts';
import type { Resolver } from './resolve.ts';

export interface Ways extends Pick<ProxyConnectorOptions, 'handshakes' | 'proxies'> {
  readonly resolver: Resolver;
  readonly connections: ConnectionLog;
}

export class UndiciTransport implements Transport {
  readonly #dispatcher: Dispatcher;
  /** Keeps no connection, and so never hands out one that the server is just closing. */
  readonly #freshDispatcher: Dispatcher;
  readonly #connect: buildConnector.connector;
  /** Offers HTTP/2. */
  readonly #connectHttp2: buildConnector.connector;
  readonly #faults = new SocketFaults();

  constructor(options: EngineOptions, { connections, handshakes, proxies, resolver }: Ways) {
    const { connectTimeout, privateAddresses, systemCertificates, userAgent } = options;
    const shared = { connections, connectTimeout, faults: this.#faults, resolver, systemCertificates };
    const toProxy = createConnector({
      ...shared,
      allowH2: false,
      privateAddresses: 'always',
      acceptAnyCertificate: !options.proxies.checkCertificate,
    });
    const connectorFor = (allowH2: boolean) => {
      const direct = createConnector({ ...shared, allowH2, privateAddresses });
      const proxied = { proxies, direct, toProxy, handshakes };
      return createProxyConnector({ ...proxied, privateAddresses, connectTimeout, userAgent });
    };
    this.#connect = connectorFor(false);
    this.#dispatcher = createDispatcher(options, this.#connect);
    this.#freshDispatcher = createDispatcher(options, this.#connect, { pipelining: 0 });
    this.#connectHttp2 = connectorFor(true);
  }

  async exchange(url: URL, options: ExchangeOptions): Promise<Response> {
    let phase = 'connect' as Phase;
    const watched: ExchangeOptions = {
      ...options,
      onPhase: next => {
        phase = next;
        options.onPhase(next);
      },
    };
    const dispatcher = options.use === 'fresh' ? this.#freshDispatcher : this.#dispatcher;
    try {
      return await exchange(url, watched, dispatcher, this.#faults);
    } catch (error) {
      if (phase === 'connect' && isHttp2Only(error)) {
        return http2Exchange(url, watched, this.#connectHttp2);
      }
      if (phase !== 'headers' || !isLaxHttp(error)) throw error;
      return lenientExchange(url, watched, this.#connect);
    }
  }

  async end(): Promise<void> {
    await Promise.all([this.#dispatcher.destroy(), this.#freshDispatcher.destroy()]);
  }
}

function createDispatcher(
  { perHostConcurrency, totalTimeout }: EngineOptions,
  connect: buildConnector.connector,
  more: Agent.Options = {},
): Dispatcher {
  return new Agent({
    connect,
    connections: perHostConcurrency,
    allowH2: false,
    maxHeaderSize: MAX_HEADER_SIZE,
    // A kept connection costs a descriptor for each host of the list.
    keepAliveTimeout: 1_000,
    keepAliveMaxTimeout: 2_000,
    // The deadline of each URL is the bound; these only clean up behind it.
    headersTimeout: totalTimeout + 1_000,
    bodyTimeout: totalTimeout + 1_000,
    ...more,
  });
}
