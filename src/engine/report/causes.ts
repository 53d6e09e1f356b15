/** Finds the common cause of most failures of a scan, so that views can give one piece of advice. */

import type { FailureCode } from '../model/failure.ts';
import { failureOf, type Outcome } from '../model/outcome.ts';
import { isWalled } from './networkWall.ts';
import { isRefused } from './verdictLooks.ts';

export type CauseKind =
  /** No page was reached, and no name was resolved. */
  | 'offline'
  /** No page was reached: the network probably requires a proxy, or a certificate authority of the company. */
  | 'wall'
  | 'proxy'
  | 'names'
  | 'certificates'
  /** Certificates expired or not valid yet: the clock of this machine may be wrong. */
  | 'clock'
  | 'rateLimit'
  | 'blocked'
  | 'timeouts'
  /** This machine ran out of sockets or memory. */
  | 'resources'
  | 'privateAddresses';

export interface Cause {
  readonly kind: CauseKind;
  /** Number of failures with this cause. */
  readonly count: number;
  /** Number of all failures. */
  readonly failures: number;
}

/** With fewer failures, no common cause is looked for: a person can read them one by one. */
export const FEWEST_FAILURES = 3;

const CAUSES: Partial<Record<FailureCode, CauseKind>> = {
  DNS_NOT_FOUND: 'names',
  DNS_TEMPORARY: 'names',
  DNS_TIMEOUT: 'names',
  ADDR_PRIVATE: 'privateAddresses',
  REDIRECT_PRIVATE: 'privateAddresses',
  CONNECT_TIMEOUT: 'timeouts',
  TLS_EXPIRED: 'clock',
  TLS_NOT_YET_VALID: 'clock',
  TLS_SELF_SIGNED: 'certificates',
  TLS_UNTRUSTED: 'certificates',
  PROXY_AUTH: 'proxy',
  PROXY_REFUSED: 'proxy',
  PROXY_DOWN: 'proxy',
  PROXY_TIMEOUT: 'proxy',
  HTTP_RATE_LIMITED: 'rateLimit',
  ROBOT_WALL: 'blocked',
  HEADERS_TIMEOUT: 'timeouts',
  BODY_STALLED: 'timeouts',
  TOTAL_TIMEOUT: 'timeouts',
  LOCAL_RESOURCES: 'resources',
};

/** Failures on a machine without a network. DNS_NOT_FOUND is not one of them, because a DNS server answered. */
const OFFLINE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'DNS_TEMPORARY',
  'DNS_TIMEOUT',
  'CONNECT_UNREACHABLE',
]);

/**
 * The cause that more than half of the failures have in common.
 * @param scanned URLs and their outcomes, without duplicates
 * @returns `undefined` if there is none, or if there are fewer than {@link FEWEST_FAILURES} failures
 */
export function mainCause(
  scanned: readonly (readonly [url: string, outcome: Outcome | undefined])[],
): Cause | undefined {
  const failed = scanned.flatMap(([, outcome]) => (outcome?.kind === 'failed' ? [outcome] : []));
  const failures = failed.length;
  if (failures < FEWEST_FAILURES) return undefined;
  const counts = new Map<CauseKind, number>();
  for (const outcome of failed) {
    const kind = causeOf(outcome);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const [kind, count] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const isMost = count !== undefined && count * 2 > failures;
  // A proxy failure names the cause more exactly than “no page was reached”.
  if (isWalled(scanned) && !(isMost && kind === 'proxy')) {
    const isOffline = failed.every(each => OFFLINE.has(each.failure.code));
    return { kind: isOffline ? 'offline' : 'wall', count: failures, failures };
  }
  return isMost && kind ? { kind, count, failures } : undefined;
}

function causeOf(outcome: Outcome): CauseKind | undefined {
  const reason = failureOf(outcome);
  if (!reason) return undefined;
  if (reason.code !== 'HTTP_STATUS') return CAUSES[reason.code];
  if (outcome.status === 407) return 'proxy';
  return isRefused(outcome) ? 'blocked' : undefined;
}
