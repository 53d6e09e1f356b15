/** The times of the steps in which a connection opens. They show what a request waited for. */

import type { Reach } from '../url/addresses.ts';

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
  /** Of the address that is connected. Absent in a tunnel, at whose other end only the proxy knows it. */
  reach?: Reach;
}

/** Starts the record of a connection. @param protocol with a colon, such as `https:` */
export function beginConnection(protocol: string): ConnectionSteps {
  return { began: performance.now(), isTls: protocol === 'https:' };
}
