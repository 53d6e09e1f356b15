/** Which failures get another try, and when. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type Ending,
  LONGEST_WAIT,
  retryAfter,
  waitBeforeRetry,
} from '../../../../src/engine/request/retry.ts';

describe('Retry-After', () => {
  const now = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT');
  const rows: [field: string | undefined, ms: number | undefined][] = [
    ['1', 1_000],
    [' 20 ', 20_000],
    ['0', 0],
    ['999999', 999_999_000],
    ['Sun, 22 Nov 2026 12:00:05 GMT', 5_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', undefined],
    ['-5', undefined],
    ['3s', 3_000],
    ['3 s', 3_000],
    ['3 seconds', 3_000],
    ['1 sec', 1_000],
    ['"3"', 3_000],
    ['1.5', 1_500],
    ['0.0001', 1],
    ['2.5s', 2_500],
    ['3, 5', 3_000],
    ['3,', 3_000],
    ['Sunday, 22-Nov-26 12:00:05 GMT', 5_000],
    ['Sunday, 22-Nov-76 12:00:00 GMT', Date.parse('2076-11-22T12:00:00Z') - now],
    ['Sunday, 22-Nov-77 12:00:00 GMT', undefined],
    ['Sunday, 22-Nov-2026 12:00:05 GMT', 5_000],
    ['Sun Nov 22 12:00:05 2026', 5_000],
    ['Sun Nov  1 12:00:00 2026', undefined],
    ['Tue Dec  1 12:00:00 2026', 9 * 86_400_000],
    ['2026-11-22T12:00:05Z', 5_000],
    ['3 minutes', undefined],
    ['3..5', undefined],
    ['.5', undefined],
    ['s', undefined],
    ['1e3', undefined],
    [`${'9'.repeat(300)}`, undefined],
    ['Infinity', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [field, ms] of rows) {
    it(`${field} is ${ms === undefined ? 'nothing' : `${ms} ms`}`, () =>
      assert.equal(retryAfter(field, now), ms));
  }
});

describe('a date without a time zone', () => {
  const zone = process.env.TZ;
  before(() => {
    process.env.TZ = 'America/New_York';
  });
  after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('is in GMT', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    assert.equal(new Date(now).getHours(), 7, 'the zone is in use');
    for (const date of ['Sun Nov 22 12:00:05 2026', 'SUN NOV 22 12:00:05 2026']) {
      assert.equal(retryAfter(date, now), 5_000);
    }
  });

  it('of two digits is at most 50 years ahead, in any century', () => {
    const now = Date.parse('2199-12-31T00:00:00Z');
    assert.equal(retryAfter('Tuesday, 31-Dec-99 00:00:07 GMT', now), 7_000);
    assert.equal(retryAfter('Tuesday, 01-Jan-50 00:00:00 GMT', now), undefined);
    assert.equal(
      retryAfter('Monday, 22-Nov-27 00:00:00 GMT', Date.parse('2026-01-01T00:00:00Z')),
      Date.parse('2027-11-22T00:00:00Z') - Date.parse('2026-01-01T00:00:00Z'),
    );
  });
});

describe('another try', () => {
  const never: Ending[] = [
    { code: 'DNS_NOT_FOUND' },
    { code: 'CONNECT_REFUSED' },
    { code: 'CONNECT_TIMEOUT' },
    { code: 'HEADERS_TIMEOUT' },
    { code: 'HTTP_BAD_RESPONSE' },
    { code: 'CANCELLED' },
    { code: 'BODY_TOO_BIG', status: 200 },
    ...[200, 301, 401, 403, 404, 410, 451, 500, 501].map(status => ({ status })),
    { status: 429, retryAfter: LONGEST_WAIT + 1 },
  ];
  for (const ending of never) {
    it(`is never made after ${JSON.stringify(ending)}`, () =>
      assert.equal(waitBeforeRetry(ending, 0, 2), undefined));
  }

  it('is made once, and later, after a name that was not looked up', () => {
    const wait = waitBeforeRetry({ code: 'DNS_TEMPORARY' }, 0, 2) ?? 0;
    assert.ok(wait >= 300 && wait <= 360, String(wait));
    assert.equal(waitBeforeRetry({ code: 'DNS_TEMPORARY' }, 1, 2), undefined);
  });

  it('is never made at a robot wall', () => {
    for (const status of [429, 503]) {
      assert.equal(waitBeforeRetry({ status, isWall: true, retryAfter: 1 }, 0, 2), undefined);
    }
  });

  for (const code of ['CONN_RESET', 'PROXY_DOWN', 'BODY_CUT'] as const) {
    it(`is made at once, and once, after ${code}`, () => {
      assert.deepEqual(
        [0, 1].map(tries => waitBeforeRetry({ code }, tries, 2)),
        [0, undefined],
      );
    });
  }

  for (const status of [408, 429, 502, 503, 504]) {
    it(`is made twice, and later each time, after ${status}`, () => {
      const [first = 0, second = 0, third] = [0, 1, 2].map(tries => waitBeforeRetry({ status }, tries, 2));
      assert.ok(first >= 300 && second > 2 * first, `${first} ms, ${second} ms`);
      assert.equal(third, undefined);
    });
  }

  it('is made when the server asks for it, but never sooner than without its word', () => {
    assert.equal(waitBeforeRetry({ status: 503, retryAfter: 5_000 }, 0, 2), 5_000);
    assert.ok((waitBeforeRetry({ status: 429, retryAfter: 0 }, 0, 2) ?? 0) >= 300);
  });

  it('is not made where none is wanted', () => {
    assert.equal(waitBeforeRetry({ code: 'CONN_RESET' }, 0, 0), undefined);
    assert.equal(waitBeforeRetry({ status: 503 }, 0, 0), undefined);
  });

  it('is always made while this machine is short of sockets', () => {
    assert.ok((waitBeforeRetry({ code: 'LOCAL_RESOURCES' }, 9, 0) ?? 9_999) <= 2_000);
  });
});
