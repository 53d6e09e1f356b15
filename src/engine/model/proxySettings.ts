/** What a scan knows of proxies. */

/** A proxy that speaks HTTP, over TCP or over TLS. */
export interface ProxyServer {
  /** Its URL, without user name and password. */
  readonly url: string;
  /** What its Proxy-Authorization header says. Never shown, and never sent to anybody else. */
  readonly authorization?: string;
}

/** What a scan has to know of proxies; survives the way to another process. */
export interface ProxySettings {
  /** For http: URLs; without one they are asked directly. */
  readonly http?: ProxyServer;
  readonly https?: ProxyServer;
  /** Hosts that are asked directly. @see NoProxy */
  readonly noProxy: readonly string[];
  /** Whether the certificate of a proxy that is spoken to over TLS is checked. Those of pages always are. */
  readonly checkCertificate: boolean;
}

export const NO_PROXIES: ProxySettings = { noProxy: [], checkCertificate: true };
