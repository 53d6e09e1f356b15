/** HTTP statuses in words. */

import { STATUS_CODES } from 'node:http';

/** A status with its phrase, which is the same in every language (RFC 9110, section 15), e.g. `404 Not Found`. */
export function statusText(status: number): string {
  const phrase = STATUS_CODES[status];
  return phrase ? `${status} ${phrase}` : String(status);
}
