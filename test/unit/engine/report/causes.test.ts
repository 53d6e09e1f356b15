/** The common cause of most failures of a scan. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FailureCode, failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { type CauseKind, mainCause } from '../../../../src/engine/report/causes.ts';
import {
  rateLimitFailure,
  statusFailure,
  wallFailure,
} from '../../../../src/engine/request/statusFailure.ts';
import { outcomes } from '../../support/outcomes.ts';

const dead = (code: FailureCode): Outcome => failed(failure(code, 'x'));
const answered = (status: number): Outcome => failed(statusFailure(status), { status });
const walled = (status: number): Outcome => failed(wallFailure('Cloudflare', status), { status });
const times = (count: number, outcome: Outcome | undefined) => Array(count).fill(outcome);

/** Each outcome is on a separate public host. */
const causeOf = (scanned: readonly (Outcome | undefined)[]) =>
  mainCause(scanned.map((outcome, index) => [`https://${index}.example/`, outcome] as const));

const rows: [name: string, scanned: (Outcome | undefined)[], kind: CauseKind | undefined, count?: number][] =
  [
    ['nothing', [], undefined],
    ['no failure', times(5, outcomes.nothing), undefined],
    ['two failures of a kind', [outcomes.nothing, ...times(2, dead('DNS_TIMEOUT'))], undefined],
    ['three of a kind', [outcomes.nothing, ...times(3, dead('DNS_TIMEOUT'))], 'names', 3],
    [
      'half of a kind',
      [outcomes.nothing, ...times(2, dead('DNS_TIMEOUT')), ...times(2, answered(404))],
      undefined,
    ],
    [
      'over half',
      [outcomes.nothing, ...times(3, dead('DNS_TIMEOUT')), ...times(2, answered(404))],
      'names',
      3,
    ],
    [
      'kinds of timeouts',
      [
        outcomes.mention,
        dead('CONNECT_TIMEOUT'),
        dead('HEADERS_TIMEOUT'),
        dead('TOTAL_TIMEOUT'),
        dead('BODY_STALLED'),
      ],
      'timeouts',
      4,
    ],
    ['a proxy that wants a password', times(4, dead('PROXY_AUTH')), 'proxy', 4],
    ['a proxy that answers by itself', [outcomes.nothing, ...times(3, answered(407))], 'proxy', 3],
    ['certificates of a company', [outcomes.nothing, ...times(3, dead('TLS_UNTRUSTED'))], 'certificates', 3],
    [
      'certificates of another time',
      [outcomes.nothing, dead('TLS_EXPIRED'), ...times(2, dead('TLS_NOT_YET_VALID'))],
      'clock',
      3,
    ],
    [
      'servers that ask to slow down',
      [outcomes.nothing, ...times(3, failed(rateLimitFailure(429, 3, 1_000)))],
      'rateLimit',
      3,
    ],
    ['walls against robots', [outcomes.nothing, walled(403), walled(999), answered(403)], 'blocked', 3],
    ['this machine', [outcomes.nothing, ...times(3, dead('LOCAL_RESOURCES'))], 'resources', 3],
    [
      'private addresses',
      [outcomes.nothing, dead('ADDR_PRIVATE'), ...times(2, dead('REDIRECT_PRIVATE'))],
      'privateAddresses',
      3,
    ],
    ['pages that are gone', [outcomes.nothing, ...times(9, answered(404))], undefined],
    [
      'nothing reached at all',
      [...times(2, dead('DNS_NOT_FOUND')), ...times(2, dead('CONNECT_TIMEOUT'))],
      'wall',
      4,
    ],
    ['no network', [...times(2, dead('DNS_TEMPORARY')), dead('CONNECT_UNREACHABLE')], 'offline', 3],
    ['a scan that was stopped', [...times(5, outcomes.stopped), undefined], undefined],
  ];

describe('the main cause', () => {
  for (const [name, scanned, kind, count] of rows) {
    it(`of ${name} is ${kind ?? 'none'}`, () => {
      const cause = causeOf(scanned);
      assert.deepEqual([cause?.kind, cause?.count], [kind, count]);
      if (cause) assert.equal(cause.failures, scanned.filter(each => each?.kind === 'failed').length);
    });
  }

  it('of dead ports of this machine is no network that lets nothing through', () => {
    const local = times(3, dead('CONNECT_REFUSED')).map(
      (outcome, port) => [`http://localhost:${port}/`, outcome] as const,
    );
    assert.equal(mainCause(local), undefined);
  });
});
