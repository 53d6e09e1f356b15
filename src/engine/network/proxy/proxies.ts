/** Chooses the proxy for each URL. */

import type { ProxyServer, ProxySettings } from '../../model/proxySettings.ts';
import { reachOfHost } from '../../url/addresses.ts';
import { type Destination, NoProxy } from './noProxy.ts';

/** Chooses for each URL. */
export class Proxies {
  readonly #settings: ProxySettings;
  readonly #noProxy: NoProxy;

  constructor(settings: ProxySettings) {
    this.#settings = settings;
    this.#noProxy = new NoProxy(settings.noProxy);
  }

  /** @returns `undefined` where a host is asked directly */
  for(destination: Destination): ProxyServer | undefined {
    const proxy = destination.protocol === 'https:' ? this.#settings.https : this.#settings.http;
    if (!proxy || this.#noProxy.includes(destination) || isOutOfReach(destination, proxy)) return undefined;
    return proxy;
  }
}

/** What is on this machine only a proxy on this machine can reach; for any other, it would be the proxy's own. */
function isOutOfReach({ hostname }: Destination, proxy: ProxyServer): boolean {
  return reachOfHost(hostname) === 'loopback' && reachOfHost(new URL(proxy.url).hostname) !== 'loopback';
}

/** What a proxy is called in messages: host and port. */
export function nameOf(proxy: ProxyServer): string {
  return new URL(proxy.url).host;
}

/** The fields of a request that are the proxy's own. */
export function proxyHeaders({ authorization }: ProxyServer): Record<string, string> {
  return authorization ? { 'proxy-authorization': authorization } : {};
}
