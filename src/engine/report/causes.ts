/** Finds what most failures of a scan have in common, so that a person is told once what helps against it. */

import type { FailureCode } from '../model/failure.ts';
import { failureOf, type Outcome } from '../model/outcome.ts';
import { isWalled } from './networkWall.ts';
import { isRefused } from './verdictLooks.ts';

export type CauseKind =
  /** Not one page was reached, and not one name was answered for. */
  | 'offline'
  /** Not one page was reached: only a proxy, or an authority of the company's own, may lead out. */
  | 'wall'
  | 'proxy'
  | 'names'
  | 'certificates'
  /** Certificates of another time: often it is this machine's clock that is wrong. */
  | 'clock'
  | 'rateLimit'
  | 'blocked'
  | 'timeouts'
  /** This machine ran out of sockets or memory. */
  | 'resources'
  | 'privateAddresses';

export interface Cause {
  readonly kind: CauseKind;
  /** How many failures have it. */
  readonly count: number;
  /** How many failures there are. */
  readonly failures: number;
}

/** Fewer failures are read one by one. */
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
  HEADERS_TIMEOUT: 'timeouts',
  BODY_STALLED: 'timeouts',
  TOTAL_TIMEOUT: 'timeouts',
  LOCAL_RESOURCES: 'resources',
};

/** What requests end with on a machine without a network; a name that does not exist was at least looked up. */
const OFFLINE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'DNS_TEMPORARY',
  'DNS_TIMEOUT',
  'CONNECT_UNREACHABLE',
]);

/**
 * @param scanned URLs and their outcomes, duplicates once
 * @returns what over half of the failures have in common; `undefined` for less, or for fewer than three failures
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
  // A proxy that is known by name says more than that nothing came through.
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
