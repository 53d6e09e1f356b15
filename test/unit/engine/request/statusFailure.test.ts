/** Sites that refuse robots or ask to slow down are distinguished from dead links. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rateLimitFailure, statusFailure } from '../../../../src/engine/request/statusFailure.ts';

describe('a status', () => {
  const rows: [status: number, headers: Record<string, string>, isDoubtful: boolean][] = [
    [403, {}, false],
    [403, { 'cf-mitigated': 'challenge' }, true],
    [503, { 'cf-mitigated': 'challenge' }, true],
    [401, { 'x-datadome': 'protected' }, true],
    [404, { 'cf-mitigated': 'challenge' }, false],
    [999, {}, true],
  ];
  for (const [status, headers, isDoubtful] of rows) {
    it(`${status} ${JSON.stringify(headers)} ${isDoubtful ? 'may be a live page' : 'is a dead link'}`, () => {
      const { code, isDoubtful: doubt = false, message } = statusFailure(status, headers);
      assert.equal(code, 'HTTP_STATUS');
      assert.equal(doubt, isDoubtful);
      assert.equal(/refuses robots; open it in the browser/.test(message), isDoubtful);
    });
  }
});

it('a rate limit says how often was asked, and what the server asks for', () => {
  assert.equal(
    rateLimitFailure(429, 3, undefined).message,
    'The server asks to slow down (429), still after 3 tries',
  );
  assert.equal(
    rateLimitFailure(503, 1, 60_000).message,
    'The server asks to slow down (503); it asks to wait 60 s',
  );
  assert.equal(rateLimitFailure(429, 1, undefined).isDoubtful, true);
});

describe('a status in words', () => {
  for (const [status, message] of [
    [403, 'The server answered 403 Forbidden'],
    [404, 'The server answered 404 Not Found'],
    [503, 'The server answered 503 Service Unavailable'],
    [304, 'The server answered 304 Not Modified'],
    [600, 'The server answered 600'],
  ] as const) {
    it(`${status} reads “${message}”`, () => {
      assert.deepEqual(statusFailure(status), { code: 'HTTP_STATUS', message });
    });
  }
});
