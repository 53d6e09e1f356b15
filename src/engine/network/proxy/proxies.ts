/** Chooses the proxy for each URL. */

import type { ProxyServer, ProxySettings } from '../../model/proxySettings.ts';
import { reachOfHost } from '../../url/addresses.ts';
import { type Destination, NoProxy } from './noProxy.ts';

export class Proxies {
  readonly #settings: ProxySettings;
  readonly #noProxy: NoProxy;

  constructor(settings: ProxySettings) {
    this.#settings = settings;
    this.#noProxy = new NoProxy(settings.noProxy);
  }

  /** @returns `undefined` if no proxy is used for this host */
  for(destination: Destination): ProxyServer | undefined {
    const proxy = destination.protocol === 'https:' ? this.#settings.https : this.#settings.http;
    if (!proxy || this.#noProxy.includes(destination) || isOutOfReach(destination, proxy)) return undefined;
    return proxy;
  }
}

/** Only a proxy on this machine can reach hosts on this machine. For any other proxy, `localhost` is the proxy itself. */
function isOutOfReach({ hostname }: Destination, proxy: ProxyServer): boolean {
  return reachOfHost(hostname) === 'loopback' && reachOfHost(new URL(proxy.url).hostname) !== 'loopback';
}

/** The name of a proxy in messages: host and port. */
export function nameOf(proxy: ProxyServer): string {
  return new URL(proxy.url).host;
}

/** The header fields of a request that only the proxy reads. */
export function proxyHeaders({ authorization }: ProxyServer): Record<string, string> {
  return authorization ? { 'proxy-authorization': authorization } : {};
}
