/** How a request reaches its host: directly, through a tunnel, or handed to a proxy. */

import type { ProxyServer } from '../../model/proxySettings.ts';
import { nameOf, type Proxies, proxyHeaders } from './proxies.ts';

export interface Route {
  readonly proxy?: ProxyServer;
  /** What the proxy is called in messages. */
  readonly proxyName?: string;
  /** Whether the proxy reads the request and answers it, instead of passing on what it cannot read. */
  readonly isForwarded: boolean;
  /** What the request asks for. */
  readonly path: string;
  /** Fields for the proxy only. */
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
