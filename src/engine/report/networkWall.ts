/** Distinguishes a network that blocks all requests from a list of dead links. */

import type { FailureCode } from '../model/failure.ts';
import type { Outcome } from '../model/outcome.ts';
import { reachOfHost } from '../url/addresses.ts';

/** Failures in a network that requires a proxy, or a certificate authority of the company. */
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

/** Number of hosts that must fail. One host that fails is probably just dead. */
const FEWEST_HOSTS = 2;

/** Whether all requests to public hosts failed as they do in a network that blocks all requests. */
export function isWalled(scanned: Iterable<readonly [url: string, outcome: Outcome | undefined]>): boolean {
  const hosts = new Set<string>();
  for (const [url, outcome] of scanned) {
    const { hostname } = new URL(url);
    // Hosts on this machine or its network need no proxy.
    if (reachOfHost(hostname) !== 'public') continue;
    if (outcome?.kind !== 'failed' || !isWall(outcome.failure.code, outcome.status)) return false;
    hosts.add(hostname);
  }
  return hosts.size >= FEWEST_HOSTS;
}

function isWall(code: FailureCode, status: number | undefined): boolean {
  return WALL.has(code) || (code === 'HTTP_STATUS' && status === 407);
}
