/** Frames that must not be requested. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { engineOptions, type OptionValues } from '../../../../src/engine/model/options.ts';
import { ActiveTarget } from '../../../../src/engine/request/activeTarget.ts';
import { CookieJar } from '../../../../src/engine/request/cookies.ts';
import { fetchFrame } from '../../../../src/engine/request/fetchFrame.ts';
import type { FetchContext, Page } from '../../../../src/engine/request/fetchPage.ts';
import { Stopwatch } from '../../../../src/engine/request/stopwatch.ts';
import { Way } from '../../../../src/engine/request/way.ts';

/** @param way of the page; by default the line itself */
function refusal(
  line: string,
  frame: string,
  values: OptionValues = {},
  isOver = false,
  way = new Way(new URL(line)),
) {
  const page: Page = {
    bytes: Buffer.alloc(0),
    mediaType: mediaType('text/html'),
    trail: { way, cookies: new CookieJar() },
  };
  const asked = new Error('it is asked for');
  const context = {
    options: engineOptions(values, 'test'),
    hosts: { at: () => assert.fail(asked) },
  } as unknown as FetchContext;
  const deadline = new Deadline(60_000);
  if (isOver) Object.defineProperty(deadline, 'expired', { value: true });
  const target = new ActiveTarget([0, line], deadline, new Stopwatch(0), {});
  return fetchFrame(frame, page, target, context)
    .then(({ failure }) => `${failure?.code}: ${failure?.message}`)
    .catch(error => (error === asked ? 'asked' : assert.fail(error)))
    .finally(() => deadline.end());
}

describe('a frame', () => {
  const rows: [line: string, frame: string, ending: string, values?: OptionValues][] = [
    ['http://a.example/', 'http://b.example/', 'asked'],
    [
      'http://a.example/',
      'http://192.168.0.1/',
      'REDIRECT_PRIVATE: It lies in a private network; allow it in the settings',
    ],
    [
      'http://a.example/',
      'http://localhost/',
      'REDIRECT_PRIVATE: It lies in a private network; allow it in the settings',
    ],
    ['http://a.example/', 'http://192.168.0.1/', 'asked', { privateAddresses: 'always' }],
    ['http://192.168.0.2/', 'http://192.168.0.1/', 'asked'],
    [
      'http://a.example/',
      'http://a.example:22/',
      'REDIRECT_INVALID: Its URL is too long, or its port is blocked',
    ],
    [
      'http://a.example/',
      `http://a.example/${'x'.repeat(100_000)}`,
      'REDIRECT_INVALID: Its URL is too long, or its port is blocked',
    ],
  ];
  for (const [line, frame, ending, values] of rows) {
    it(`${frame.slice(0, 40)} of ${line} is ${ending.slice(0, 20)}`, async () => {
      assert.equal(await refusal(line, frame, values), ending);
    });
  }

  it('may lead where a redirect may, also if the line’s host was found on this machine', async () => {
    const line = 'http://app.local/';
    const found = (reach: 'loopback' | 'private') => {
      const way = new Way(new URL(line));
      way.learnReach(reach);
      return way;
    };
    const ending = (frame: string, way: Way) => refusal(line, frame, {}, false, way);
    assert.equal(await ending('http://localhost:3000/', found('loopback')), 'asked');
    assert.equal(await ending('http://app.local:3000/', found('loopback')), 'asked');
    assert.match(await ending('http://localhost:3000/', found('private')), /^REDIRECT_PRIVATE/);
    assert.match(await ending('http://localhost:3000/', new Way(new URL(line))), /^REDIRECT_PRIVATE/);
  });

  it('is not asked for when the time is over', async () => {
    assert.equal(
      await refusal('http://a.example/', 'http://b.example/', { totalTimeout: 2 }, true),
      'TOTAL_TIMEOUT: Not finished within 2 s',
    );
  });
});
