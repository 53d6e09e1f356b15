/** The times at which a connection was opened, to tell what a request waited for. */

/** Times are in ms of `performance.now()`. A step that has not happened is absent. */
export interface ConnectionSteps {
  readonly began: number;
  readonly isTls: boolean;
  /** The name is resolved. */
  resolved?: number;
  /** TCP is connected. In a tunnel, that is the tunnel. */
  connected?: number;
  /** The TLS handshake is done. */
  secured?: number;
}

/** @param protocol with a colon, such as `https:` */
export function beginConnection(protocol: string): ConnectionSteps {
  return { began: performance.now(), isTls: protocol === 'https:' };
}
