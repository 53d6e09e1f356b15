/** Opens connections through proxies: a tunnel for https:, a connection to the proxy itself for http:. */

import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Pending } from '../../async/pending.ts';
import { MAX_HEADER_SIZE } from '../../model/options.ts';
import type { ProxyServer } from '../../model/proxySettings.ts';
import { mayReach, type PrivateAddresses, reachOfHost } from '../../url/addresses.ts';
import { nameOf, type Proxies, proxyHeaders } from '../proxy/proxies.ts';
import { AddressError, HandshakeError } from './connectErrors.ts';

export type ProxyCode = 'PROXY_AUTH' | 'PROXY_REFUSED' | 'PROXY_DOWN' | 'PROXY_TIMEOUT';

/** The proxy did not connect to the page. */
export class ProxyError extends Error {
  readonly code: ProxyCode;
  /** HTTP status of the proxy's response, if there was one. */
  readonly status: number | undefined;
  /** Value of Proxy-Authenticate: the ways to sign in that the proxy offers. */
  readonly challenge: string;
  /** Whether the request held a user name and password for the proxy. */
  readonly isSignedIn: boolean;

  constructor(
    code: ProxyCode,
    proxy: ProxyServer,
    more: { cause?: Error; status?: number; challenge?: string } = {},
  ) {
    const { cause, challenge = '', status } = more;
    super(
      `proxy ${nameOf(proxy)}${status === undefined ? '' : ` answered ${status}`}`,
      cause ? { cause } : {},
    );
    this.name = 'ProxyError';
    this.code = code;
    this.status = status;
    this.challenge = challenge;
    this.isSignedIn = proxy.authorization !== undefined;
  }

  /** The error for status 407. @param challenge value of Proxy-Authenticate */
  static signIn(proxy: ProxyServer, challenge: string | undefined): ProxyError {
    return new ProxyError('PROXY_AUTH', proxy, { status: 407, challenge: challenge ?? '' });
  }
}

export interface ProxyConnectorOptions {
  readonly proxies: Proxies;
  /** Connects to pages without a proxy. In a tunnel, it does the TLS handshake. */
  readonly direct: buildConnector.connector;
  /** Connects to proxies. It allows private addresses, because the proxy comes from the settings. */
  readonly toProxy: buildConnector.connector;
  /** Counts the TLS handshakes under way in tunnels, by host and port. */
  readonly handshakes: Pending;
  readonly privateAddresses: PrivateAddresses;
  /** Time limit for the proxy's response, in ms. Connecting to the proxy and the TLS handshake have their own limits. */
  readonly connectTimeout: number;
  readonly userAgent: string;
}

/**
 * Creates the connector that undici opens connections with. For an http: page, the caller must write the request for the
 * proxy (see `Route`). The proxy looks up names, so this connector refuses only hosts that are recognized as private
 * without a look-up. The operator of the proxy decides what else it can reach.
 */
export function createProxyConnector(options: ProxyConnectorOptions): buildConnector.connector {
  const { direct, handshakes, privateAddresses, proxies, toProxy } = options;
  return (target, callback) => {
    const proxy = proxies.for(target);
    if (!proxy) {
      direct(target, callback);
      return;
    }
    const { hostname, protocol } = target;
    if (!mayReach(hostname, reachOfHost(hostname), privateAddresses)) {
      queueMicrotask(() => callback(new AddressError(hostname), null));
      return;
    }
    const { hostname: host, port, protocol: scheme } = new URL(proxy.url);
    toProxy({ hostname: host, host, port, protocol: scheme }, (...[error, socket]) => {
      if (error || !socket) {
        callback(unreachable(proxy, error ?? new Error('no connection')), null);
        return;
      }
      if (protocol === 'http:') {
        callback(null, socket);
        return;
      }
      const authority = authorityOf(target);
      openTunnel(socket, authority, proxy, options).then(
        tunnel => {
          handshakes.count(authority, +1);
          direct({ ...target, httpSocket: tunnel }, (...[error, opened]) => {
            handshakes.count(authority, -1);
            if (error || !opened) callback(asHandshake(error ?? new Error('no connection')), null);
            else callback(null, opened);
          });
        },
        error => callback(error, null),
      );
    });
  };
}

/** Host and port, as in a CONNECT request (RFC 9110, section 9.3.6). */
export function authorityOf({ hostname, port }: { hostname: string; port: string }): string {
  const host = hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
  return `${host}:${port || '443'}`;
}

/** Opens a tunnel over a connection to the proxy. @throws {ProxyError} */
function openTunnel(
  socket: Socket,
  authority: string,
  proxy: ProxyServer,
  { connectTimeout, userAgent }: ProxyConnectorOptions,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      method: 'CONNECT',
      path: authority,
      maxHeaderSize: MAX_HEADER_SIZE,
      headers: { host: authority, 'user-agent': userAgent, ...proxyHeaders(proxy) },
      createConnection: () => socket,
    });
    const fail = (error: ProxyError) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(new ProxyError('PROXY_TIMEOUT', proxy)), connectTimeout);
    request.on('error', cause => fail(new ProxyError('PROXY_DOWN', proxy, { cause })));
    request.on('connect', ({ headers, statusCode: status = 0 }, _, head) => {
      if (status === 407) {
        fail(ProxyError.signIn(proxy, headers['proxy-authenticate']));
        return;
      }
      if (status < 200 || status > 299) {
        fail(new ProxyError('PROXY_REFUSED', proxy, { status }));
        return;
      }
      clearTimeout(timer);
      if (head.length) socket.unshift(head);
      resolve(socket);
    });
    request.end();
  });
}

function unreachable(proxy: ProxyServer, cause: Error): ProxyError {
  const isTimeout = (cause as NodeJS.ErrnoException).code === 'UND_ERR_CONNECT_TIMEOUT';
  return new ProxyError(isTimeout ? 'PROXY_TIMEOUT' : 'PROXY_DOWN', proxy, { cause });
}

/** Codes that would blame the page, although the proxy may be the cause. */
const DOUBTFUL = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
]);

/** A tunnel that does not reach the page shows this only in the handshake, with one of {@link DOUBTFUL}. */
function asHandshake(error: Error): Error {
  return DOUBTFUL.has(String((error as NodeJS.ErrnoException).code)) ? new HandshakeError(error) : error;
}
