/** The cookies of one target. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CookieJar } from '../../../../src/engine/request/cookies.ts';

const sent = (fields: string[], from: string, to: string) => {
  const jar = new CookieJar();
  jar.store(fields, new URL(from));
  return jar.header(new URL(to));
};

describe('a cookie', () => {
  const rows: [fields: string[], from: string, to: string, header: string][] = [
    [['a=1'], 'http://x.test/', 'http://x.test/deep', 'a=1'],
    [['a=1', 'b=2'], 'http://x.test/', 'http://x.test/', 'a=1; b=2'],
    [['a=1', 'a=2'], 'http://x.test/', 'http://x.test/', 'a=2'],
    [['a=1'], 'http://x.test/', 'http://other.test/', ''],
    [['a=1'], 'http://x.test/', 'http://www.x.test/', ''],
    [['a=1; Domain=x.test'], 'http://www.x.test/', 'http://x.test/', 'a=1'],
    [['a=1; Domain=.x.test'], 'http://www.x.test/', 'http://shop.x.test/', 'a=1'],
    [['a=1; Domain=test'], 'http://x.test/', 'http://other.test/', ''],
    [['a=1; Domain=evil.test'], 'http://x.test/', 'http://evil.test/', ''],
    [['a=1; Path=/shop'], 'http://x.test/', 'http://x.test/shop/1', 'a=1'],
    [['a=1; Path=/shop'], 'http://x.test/', 'http://x.test/shopping', ''],
    [['a=1; Secure'], 'https://x.test/', 'http://x.test/', ''],
    [['a=1', 'a=1; Max-Age=0'], 'http://x.test/', 'http://x.test/', ''],
    [['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 'http://x.test/', 'http://x.test/', ''],
    [['', ';', '=;='], 'http://x.test/', 'http://y.test/', ''],
  ];
  for (const [fields, from, to, header] of rows) {
    it(`${fields.join(' | ')} of ${from} is ${header || 'not sent'} to ${to}`, () => {
      assert.equal(sent(fields, from, to), header);
    });
  }

  it('too many are forgotten', () => {
    const fields = Array.from({ length: 200 }, (_, index) => `c${index}=1`);
    assert.ok(sent(fields, 'http://x.test/', 'http://x.test/').split('; ').length <= 50);
  });
});
