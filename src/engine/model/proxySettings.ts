/** The proxies of a scan. */

/** An HTTP proxy, reached over TCP or over TLS. */
export interface ProxyServer {
  /** Its URL, without user name and password. */
  readonly url: string;
  /** Value of the Proxy-Authorization header. Never shown, and sent to this proxy only. */
  readonly authorization?: string;
}

/** The proxies of a scan. A plain object, because it is sent to engine processes. */
export interface ProxySettings {
  /** Proxy for http: URLs. Without a proxy, servers are contacted directly. */
  readonly http?: ProxyServer;
  /** Proxy for https: URLs. */
  readonly https?: ProxyServer;
  /** Hosts that are contacted directly. @see NoProxy */
  readonly noProxy: readonly string[];
  /** Whether the certificate of a proxy reached over TLS is checked. Certificates of pages are always checked. */
  readonly checkCertificate: boolean;
}

export const NO_PROXIES: ProxySettings = { noProxy: [], checkCertificate: true };
