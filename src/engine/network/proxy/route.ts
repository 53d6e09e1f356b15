/** How a request reaches its host: directly, through a tunnel, or forwarded by a proxy. */

import type { ProxyServer } from '../../model/proxySettings.ts';
import { nameOf, type Proxies, proxyHeaders } from './proxies.ts';

export interface Route {
  readonly proxy?: ProxyServer;
  /** The name of the proxy in messages. */
  readonly proxyName?: string;
  /** Whether the proxy reads and answers the request. In a tunnel, it only passes on encrypted bytes. */
  readonly isForwarded: boolean;
  /** The request target: path and query. If the proxy forwards, it is the whole URL (RFC 9112, section 3.2). */
  readonly path: string;
  /** Header fields that only the proxy reads. */
  readonly headers: Readonly<Record<string, string>>;
}

export function routeTo(url: URL, proxies: Proxies): Route {
  const proxy = proxies.for(url);
  const path = url.pathname + url.search;
  if (!proxy) return { path, headers: {}, isForwarded: false };
  const isForwarded = url.protocol === 'http:';
  return {
    proxy,
    proxyName: nameOf(proxy),
    isForwarded,
    path: isForwarded ? url.origin + path : path,
    headers: isForwarded ? proxyHeaders(proxy) : {},
  };
}
