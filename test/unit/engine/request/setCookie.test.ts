/** What Set-Cookie says. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSetCookie, type SetCookie } from '../../../../src/engine/request/setCookie.ts';

const NOW = Date.UTC(2026, 0, 1);
const PAST = 'Thu, 01 Jan 1970 00:00:00 GMT';
const FUTURE = 'Fri, 01 Jan 2027 00:00:00 GMT';

const parse = (field: string) => parseSetCookie(field, NOW);

describe('a cookie is', () => {
  const rows: [field: string, parts: Partial<SetCookie>][] = [
    ['a=1', { name: 'a', value: '1', expires: Infinity, domain: '', path: undefined, isSecure: false }],
    [' a = 1 ; Secure', { name: 'a', value: '1', isSecure: true }],
    ['\ta\t=\t1\t', { name: 'a', value: '1' }],
    ['a=', { name: 'a', value: '' }],
    ['a', { name: '', value: 'a' }],
    ['=a', { name: '', value: 'a' }],
    ['=a=b', { name: '', value: 'a=b' }],
    ['a=b=c', { name: 'a', value: 'b=c' }],
    ['a="b c"', { name: 'a', value: '"b c"' }],
    ['a=\xe9\xa0', { name: 'a', value: '\xe9\xa0' }],
    ['a=1; DOMAIN=X.Test; PATH=/p; SECURE', { domain: 'x.test', path: '/p', isSecure: true }],
    ['a=1; domain = .x.test ', { domain: 'x.test' }],
    ['a=1; domain', { domain: '' }],
    ['a=1; domain=x.test; domain=y.test', { domain: 'y.test' }],
    ['a=1; path=p', { path: undefined }],
    ['a=1; path=/p; path=', { path: undefined }],
    ['a=1; path=/a=b', { path: '/a=b' }],
    ['a=1; secure=false', { isSecure: true }],
    ['a=1; HttpOnly; SameSite=Lax; other=', { name: 'a', value: '1' }],
    [`a=1; path=/${'p'.repeat(1_023)}`, { path: `/${'p'.repeat(1_023)}` }],
    [`a=1; path=/${'p'.repeat(1_024)}`, { path: undefined }],
    [`a=${'1'.repeat(4_095)}`, { name: 'a' }],
  ];
  for (const [field, parts] of rows) {
    it(`${JSON.stringify(field.slice(0, 60))}`, () => {
      const cookie = parse(field) ?? assert.fail('it is ignored');
      assert.deepEqual(cookie, { ...cookie, ...parts });
    });
  }
});

describe('a cookie ends', () => {
  const rows: [attributes: string, expires: number][] = [
    ['', Infinity],
    [`Expires=${PAST}`, 0],
    [`Expires=${FUTURE}`, Date.UTC(2027, 0, 1)],
    ['Expires=0', Infinity],
    ['Expires=', Infinity],
    [`Expires=${PAST}; Expires=0`, 0],
    [`Expires=${PAST}; Expires=${FUTURE}`, Date.UTC(2027, 0, 1)],
    ['Max-Age=60', NOW + 60_000],
    ['Max-Age=0', 0],
    ['Max-Age=-5', 0],
    ['Max-Age=99999999999999999999', NOW + 1e23],
    ['Max-Age=1h', Infinity],
    ['Max-Age=+1', Infinity],
    ['Max-Age=1.5', Infinity],
    ['Max-Age=', Infinity],
    ['Max-Age="60"', Infinity],
    [`Max-Age=60; Expires=${PAST}`, NOW + 60_000],
    [`Expires=${PAST}; Max-Age=60`, NOW + 60_000],
    [`Max-Age=0; Expires=${FUTURE}`, 0],
    [`Max-Age=x; Expires=${PAST}`, 0],
    ['Max-Age=0; Max-Age=60', NOW + 60_000],
  ];
  for (const [attributes, expires] of rows) {
    it(`${attributes || 'never'}`, () => assert.equal(parse(`a=1; ${attributes}`)?.expires, expires));
  }
});

describe('a field is ignored', () => {
  for (const field of [
    '',
    '=',
    ';',
    ' ; a=1',
    'a\0=1',
    'a=1\x7f',
    'a=1; path=/\x01',
    `a=${'1'.repeat(4_096)}`,
    '1'.repeat(4_097),
  ]) {
    it(JSON.stringify(field.slice(0, 60)), () => assert.equal(parse(field), undefined));
  }
});

it('the work grows as the field does: no character is looked at twice by a scan for blanks', t => {
  const work = (length: number) => {
    let looks = 0;
    const slice = String.prototype.slice;
    const spy = t.mock.method(
      String.prototype,
      'slice',
      function (this: string, ...args: [number?, number?]) {
        const part = Reflect.apply(slice, this, args);
        looks += part.length;
        return part;
      },
    );
    const blanks = ' '.repeat(length);
    parse(`a=1;${blanks}path${blanks}=${blanks}/${blanks}x${blanks};${'; '.repeat(length)}`);
    spy.mock.restore();
    return looks;
  };
  assert.ok(work(8_000) <= 8 * work(1_000));
});
