/** Tells a list of dead links from a network that lets nothing through. */

import type { FailureCode } from '../model/failure.ts';
import type { Outcome } from '../model/outcome.ts';
import { reachOfHost } from '../url/addresses.ts';

/** What requests end with where only a proxy, or an authority of the company's own, leads out. */
const WALL: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'DNS_NOT_FOUND',
  'DNS_TEMPORARY',
  'DNS_TIMEOUT',
  'CONNECT_REFUSED',
  'CONNECT_TIMEOUT',
  'CONNECT_UNREACHABLE',
  'TLS_SELF_SIGNED',
  'TLS_UNTRUSTED',
  'PROXY_AUTH',
]);

/** One dead host is nothing strange. */
const FEWEST_HOSTS = 2;

/** Whether all requests of a scan failed in the way in which a network shows that it lets nothing through. */
export function isWalled(scanned: Iterable<readonly [url: string, outcome: Outcome | undefined]>): boolean {
  const hosts = new Set<string>();
  for (const [url, outcome] of scanned) {
    const { hostname } = new URL(url);
    // What is on this machine or its network needs no proxy.
    if (reachOfHost(hostname) !== 'public') continue;
    if (outcome?.kind !== 'failed' || !isWall(outcome.failure.code, outcome.status)) return false;
    hosts.add(hostname);
  }
  return hosts.size >= FEWEST_HOSTS;
}

function isWall(code: FailureCode, status: number | undefined): boolean {
  return WALL.has(code) || (code === 'HTTP_STATUS' && status === 407);
}
