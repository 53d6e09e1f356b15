/** Sites that refuse robots or ask to slow down are distinguished from dead links. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  rateLimitFailure,
  redirectWallFailure,
  statusFailure,
  wallFailure,
} from '../../../../src/engine/request/statusFailure.ts';

describe('a robot wall', () => {
  const rows: [status: number, message: string][] = [
    [
      403,
      'The server answered 403 Forbidden: the site refuses robots (Akamai); open it in the browser to see if it is alive',
    ],
    [
      999,
      'The server answered 999: the site refuses robots (Akamai); open it in the browser to see if it is alive',
    ],
    [200, 'The answer is only a check for robots, of Akamai; open it in the browser to see the page'],
    [202, 'The answer is only a check for robots, of Akamai; open it in the browser to see the page'],
  ];
  for (const [status, message] of rows) {
    it(`with ${status} is no dead link`, () =>
      assert.deepEqual(wallFailure('Akamai', status), { code: 'ROBOT_WALL', message, isDoubtful: true }));
  }

  it('names the proxy that forwarded its answer', () =>
    assert.match(
      wallFailure('Akamai', 403, 'proxy.example:1').message,
      /via proxy proxy\.example:1\): the site/,
    ));

  it('that was redirected to is no dead link', () => {
    const { code, isDoubtful, message } = redirectWallFailure('Radware');
    assert.deepEqual([code, isDoubtful], ['ROBOT_WALL', true]);
    assert.match(message, /^The site sends robots to a check of Radware; open it/);
  });
});

describe('a rate limit says how often was asked, and what the server asks for', () => {
  const rows: [tries: number, wait: number | undefined, message: string][] = [
    [1, undefined, 'The server asks to slow down (429)'],
    [2, undefined, 'The server asks to slow down (429), still after 2 tries'],
    [1, 60_000, 'The server asks to slow down (429); it asks to wait 60 s'],
    [2, 60_000, 'The server asks to slow down (429), still after 2 tries; it asks to wait 60 s'],
  ];
  for (const [tries, wait, message] of rows) {
    it(message, () =>
      assert.deepEqual(rateLimitFailure(429, tries, wait), {
        code: 'HTTP_RATE_LIMITED',
        message,
        isDoubtful: true,
      }),
    );
  }
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
