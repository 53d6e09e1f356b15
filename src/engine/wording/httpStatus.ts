/** HTTP statuses with their phrases. */

import { STATUS_CODES } from 'node:http';

/** e.g. `404 Not Found`. The phrase is not translated (RFC 9110, section 15). */
export function statusText(status: number): string {
  const phrase = STATUS_CODES[status];
  return phrase ? `${status} ${phrase}` : String(status);
}
