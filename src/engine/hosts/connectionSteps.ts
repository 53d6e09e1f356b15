/** The times of the steps in which a connection opens. They show what a request waited for. */

/** Times are in ms of `performance.now()`. A step that has not happened is absent. */
export interface ConnectionSteps {
  readonly began: number;
  readonly isTls: boolean;
  /** The name is resolved. */
  resolved?: number;
  /** TCP is connected. Equals `began` in a tunnel, which is open already. */
  connected?: number;
  /** The TLS handshake is done. */
  secured?: number;
}

/** Starts the record of a connection. @param protocol with a colon, such as `https:` */
export function beginConnection(protocol: string): ConnectionSteps {
  return { began: performance.now(), isTls: protocol === 'https:' };
}
