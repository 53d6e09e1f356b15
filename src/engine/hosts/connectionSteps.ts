/** When a connection was made, for those who want to know what a request waited for. */

/** The steps of one connection, each in ms of `performance.now()`, absent where it has not come so far. */
export interface ConnectionSteps {
  readonly began: number;
  readonly isTls: boolean;
  /** The address is known. */
  resolved?: number;
  /** TCP is there; in a tunnel, what it leads through. */
  connected?: number;
  /** The TLS handshake is done. */
  secured?: number;
}

/** @param protocol with a colon, such as `https:` */
export function beginConnection(protocol: string): ConnectionSteps {
  return { began: performance.now(), isTls: protocol === 'https:' };
}
