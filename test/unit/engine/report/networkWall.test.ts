/** A list of dead links is distinguished from a network that blocks all requests. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FailureCode, failure } from '../../../../src/engine/model/failure.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { isWalled } from '../../../../src/engine/report/networkWall.ts';
import { outcomes } from '../../support/outcomes.ts';

const dead = (code: FailureCode, status?: number): Outcome => failed(failure(code, 'x'), { status });

const rows: [name: string, scanned: [url: string, outcome: Outcome | undefined][], isWall: boolean][] = [
  [
    'nothing but names that do not exist',
    [
      ['http://a.test/', dead('DNS_NOT_FOUND')],
      ['http://b.test/', dead('DNS_NOT_FOUND')],
    ],
    true,
  ],
  [
    'all ways to be kept in',
    (
      [
        ['CONNECT_TIMEOUT'],
        ['CONNECT_REFUSED'],
        ['DNS_TIMEOUT'],
        ['PROXY_AUTH'],
        ['TLS_UNTRUSTED'],
        ['HTTP_STATUS', 407],
      ] as const
    ).map(([code, status], index) => [`http://${index}.test/`, dead(code, status)]),
    true,
  ],
  [
    'one page that came',
    [
      ['http://a.test/', dead('DNS_NOT_FOUND')],
      ['http://b.test/', dead('DNS_NOT_FOUND')],
      ['http://c.test/', outcomes.nothing],
    ],
    false,
  ],
  [
    'one server that said no',
    [
      ['http://a.test/', dead('CONNECT_TIMEOUT')],
      ['http://b.test/', dead('HTTP_STATUS', 404)],
    ],
    false,
  ],
  ['one dead host', [['http://a.test/', dead('DNS_NOT_FOUND')]], false],
  [
    'one dead host with two pages',
    [
      ['http://a.test/1', dead('CONNECT_REFUSED')],
      ['http://a.test/2', dead('CONNECT_REFUSED')],
    ],
    false,
  ],
  [
    'dead ports of this machine and its network',
    [
      ['http://localhost:1/', dead('CONNECT_REFUSED')],
      ['http://10.0.0.1/', dead('CONNECT_TIMEOUT')],
      ['http://nas.local/', dead('DNS_NOT_FOUND')],
    ],
    false,
  ],
  [
    'a scan that was stopped',
    [
      ['http://a.test/', dead('CONNECT_TIMEOUT')],
      ['http://b.test/', dead('CONNECT_TIMEOUT')],
      ['http://c.test/', outcomes.stopped],
    ],
    false,
  ],
  ['nothing at all', [], false],
  [
    'lines without an outcome',
    [
      ['http://a.test/', undefined],
      ['http://b.test/', undefined],
    ],
    false,
  ],
];

describe('a network lets nothing through', () => {
  for (const [name, scanned, isWall] of rows) {
    it(`${isWall ? 'where there is' : 'is not said of'} ${name}`, () =>
      assert.equal(isWalled(scanned), isWall));
  }
});
