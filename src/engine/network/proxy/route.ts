/** How a request reaches its host: directly, through a tunnel, or handed to a proxy. */

import type { ProxyServer } from '../../model/proxySettings.ts';
import { nameOf, type Proxies, proxyHeaders } from './proxies.ts';

export interface Route {
  readonly proxy?: ProxyServer;
  /** The name of the proxy in messages. */
  readonly proxyName?: string;
  /** Whether the proxy reads the request and answers it. Otherwise it passes on bytes that it cannot read. */
  readonly isForwarded: boolean;
  /** The request target: path and query, or for a proxy that reads it, the whole URL (RFC 9112, section 3.2). */
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
