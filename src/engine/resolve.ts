/** Turns host names into addresses. */

import { type LookupOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * The system's resolver, which knows the hosts file, VPNs and mDNS. Names below `.localhost` are this machine, as in
 * browsers (RFC 6761, section 6.3); many systems' resolvers do not know that.
 */
export const lookup: LookupFunction = (hostname, options, callback) => {
  const name = /\.localhost\.?$/i.test(hostname) ? 'localhost' : hostname;
  systemLookup(name, options as LookupOptions, callback);
};
