/** The cookies of one target. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CookieJar } from '../../../../src/engine/request/cookies.ts';

const sent = (fields: string[], from: string, to: string) => {
  const jar = new CookieJar();
  jar.store(fields, new URL(from));
  return jar.header(new URL(to));
};

type Row = [fields: string[], from: string, to: string, header: string];

function play(rows: readonly Row[]): void {
  for (const [fields, from, to, header] of rows) {
    it(`${fields.join(' | ')} of ${from} is ${header || 'not sent'} to ${to}`, () => {
      assert.equal(sent(fields, from, to), header);
    });
  }
}

const X = 'http://x.test/';
const PAST = 'Thu, 01 Jan 1970 00:00:00 GMT';

describe('a cookie', () => {
  play([
    [['a=1'], X, 'http://x.test/deep', 'a=1'],
    [['a=1', 'b=2'], X, X, 'a=1; b=2'],
    [['a=1', 'a=2'], X, X, 'a=2'],
    [['a=1', 'b=2', 'a=3'], X, X, 'a=3; b=2'],
    [['a=1'], X, 'http://other.test/', ''],
    [['a=1', 'a=1; Max-Age=0'], X, X, ''],
    [[`a=1; Expires=${PAST}`], X, X, ''],
    [[`a=1; Expires=${PAST}; Max-Age=60`], X, X, 'a=1'],
    [['a=1; Expires=0'], X, X, 'a=1'],
    [['', ';', '=;='], X, 'http://y.test/', ''],
    [['a=1; Path=/', 'a=1; Path=/; Max-Age=0', 'b=2'], X, X, 'b=2'],
  ]);

  it('ends in the course of a scan', () => {
    const jar = new CookieJar();
    jar.store(['a=1; Max-Age=2', 'b=2'], new URL(X), 1_000);
    assert.equal(jar.header(new URL(X), 2_999), 'a=1; b=2');
    assert.equal(jar.header(new URL(X), 3_000), 'b=2');
  });

  it('that was taken back is not kept', () => {
    const jar = new CookieJar();
    jar.store(['a=1; Path=/a', 'a=2; Path=/'], new URL(X));
    jar.store(['a=; Path=/a; Max-Age=-1'], new URL(X));
    assert.equal(jar.header(new URL('http://x.test/a')), 'a=2');
  });
});

describe('a cookie without a name', () => {
  play([
    [['v'], X, X, 'v'],
    [['=v'], X, X, 'v'],
    [['=v', 'w'], X, X, 'w'],
    [['a=1', 'v', 'b=2'], X, X, 'a=1; v; b=2'],
    [['v', '=; Max-Age=0', '=v; Max-Age=0'], X, X, ''],
    [['__Secure-v; Secure'], 'https://x.test/', 'https://x.test/', ''],
    [['=__host-v; Secure; Path=/'], 'https://x.test/', 'https://x.test/', ''],
  ]);
});

describe('the domain of a cookie', () => {
  play([
    [['a=1'], X, 'http://www.x.test/', ''],
    [['a=1; Domain='], X, 'http://www.x.test/', ''],
    [['a=1; Domain=x.test'], 'http://www.x.test/', X, 'a=1'],
    [['a=1; Domain=.x.test'], 'http://www.x.test/', 'http://shop.x.test/', 'a=1'],
    [['a=1; Domain=X.TEST'], 'http://www.x.test/', X, 'a=1'],
    [['a=1; Domain=www.x.test'], X, 'http://www.x.test/', ''],
    [['a=1; Domain=ww.x.test'], 'http://www.x.test/', 'http://ww.x.test/', ''],
    [['a=1; Domain=test'], X, 'http://other.test/', ''],
    [['a=1; Domain=test.'], 'http://x.test./', 'http://other.test./', ''],
    [['a=1; Domain=evil.test'], X, 'http://evil.test/', ''],
    [['a=1', 'a=2; Domain=x.test'], X, X, 'a=1; a=2'],
    [['a=1; Domain=localhost'], 'http://localhost/', 'http://localhost/', 'a=1'],
    [['a=1; Domain=localhost'], 'http://localhost/', 'http://app.localhost/', ''],
    [['a=1; Domain=localhost'], 'http://app.localhost/', 'http://localhost/', ''],
  ]);
});

describe('the address that a cookie is for', () => {
  play([
    [['a=1'], 'http://10.0.0.1/', 'http://10.0.0.1:8080/', 'a=1'],
    [['a=1; Domain=10.0.0.1'], 'http://10.0.0.1/', 'http://10.0.0.1/', 'a=1'],
    [['a=1; Domain=.10.0.0.1'], 'http://10.0.0.1/', 'http://10.0.0.1/', 'a=1'],
    [['a=1; Domain=0.0.1'], 'http://10.0.0.1/', 'http://10.0.0.1/', ''],
    [['a=1; Domain=0.0.1'], 'http://10.0.0.1/', 'http://20.0.0.1/', ''],
    [['a=1; Domain=[::1]'], 'http://[::1]/', 'http://[::1]/', 'a=1'],
    [['a=1; Domain=:1]'], 'http://[::1]/', 'http://[::1]/', ''],
  ]);
});

describe('the path of a cookie', () => {
  play([
    [['a=1; Path=/shop'], X, 'http://x.test/shop/1', 'a=1'],
    [['a=1; Path=/shop'], X, 'http://x.test/shop', 'a=1'],
    [['a=1; Path=/shop'], X, 'http://x.test/shopping', ''],
    [['a=1; Path=/shop/'], X, 'http://x.test/shop', ''],
    [['a=1; Path=/shop/'], X, 'http://x.test/shop/1', 'a=1'],
    [['a=1'], 'http://x.test/shop/1?q=/a/b', 'http://x.test/shop/2', 'a=1'],
    [['a=1'], 'http://x.test/shop/1', 'http://x.test/other', ''],
    [['a=1'], 'http://x.test/shop', 'http://x.test/other', 'a=1'],
    [['a=1', 'b=2; Path=/', 'c=3; Path=/x'], 'http://x.test/shop', 'http://x.test/x', 'c=3; a=1; b=2'],
    [['a=1; Path=shop'], 'http://x.test/a/b', 'http://x.test/a/c', 'a=1'],
    [
      ['a=1; Path=/', 'b=2; Path=/s/t', 'c=3; Path=/s', 'd=4; Path=/'],
      X,
      'http://x.test/s/t',
      'b=2; c=3; a=1; d=4',
    ],
    [['a=1; Path=/', 'a=2; Path=/s'], X, 'http://x.test/s', 'a=2; a=1'],
  ]);
});

describe('a secure cookie', () => {
  const S = 'https://x.test/';
  play([
    [['a=1; Secure'], S, X, ''],
    [['a=1; Secure'], S, S, 'a=1'],
    [['a=1; Secure'], X, S, ''],
    [['a=1; Secure'], 'http://localhost/', 'http://localhost/', 'a=1'],
    [['a=1; Secure'], 'http://127.0.0.1/', 'http://127.0.0.1/', 'a=1'],
    [['__Secure-a=1; Secure'], S, S, '__Secure-a=1'],
    [['__Secure-a=1'], S, S, ''],
    [['__secure-a=1'], S, S, ''],
    [['__Host-a=1; Secure; Path=/'], S, S, '__Host-a=1'],
    [['__Host-a=1; Secure'], S, S, ''],
    [['__HOST-a=1; Secure; Path=/x'], S, S, ''],
    [['__Host-a=1; Secure; Path=/; Domain=x.test'], S, S, ''],
    [['__Host-a=1; Path=/'], S, S, ''],
    [['x__Host-a=1'], S, S, 'x__Host-a=1'],
  ]);

  const afterwards = (field: string, to = S) => {
    const jar = new CookieJar();
    jar.store(['a=1; Secure; Domain=x.test'], new URL(S));
    jar.store([field], new URL(to));
    return jar.header(new URL(S));
  };

  it('is not replaced by an answer that others on the way can write', () => {
    for (const field of ['a=2', 'a=2; Domain=x.test', 'a=2; Path=/deep', 'a=; Domain=x.test; Max-Age=0'])
      assert.equal(afterwards(field, X), 'a=1', field);
    assert.equal(afterwards('a=2', 'http://www.x.test/'), 'a=1');
    assert.equal(afterwards('b=2', X), 'a=1; b=2');
    assert.equal(afterwards('a=2; Domain=x.test'), 'a=2');
  });
});

describe('many cookies', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `c${index}=1`);

  it('are kept up to a limit: the oldest go', () => {
    const names = sent(many(250), X, X).split('; ');
    assert.equal(names.length, 100);
    assert.deepEqual([names[0], names.at(-1)], ['c150=1', 'c249=1']);
  });

  it('can be changed at the limit', () => {
    assert.match(sent([...many(100), 'c0=2'], X, X), /^c0=2; c1=1; .*c99=1$/);
  });
});
