/** The user name and password of a URL. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { urlSignIn, userInfo } from '../../../../src/engine/request/urlSignIn.ts';

describe('the header for the user name and password of a URL', () => {
  const rows: [info: string, bytes: string][] = [
    ['me:word', 'me:word'],
    ['me:p%40ss', 'me:p@ss'],
    ['m%3ae:a%2fb%3f%23', 'm:e:a/b?#'],
    ['me', 'me:'],
    [':word', ':word'],
    ['me:a:b', 'me:a:b'],
    ['me:100%', 'me:100%'],
    ['me:%4', 'me:%4'],
    ['me:%2540', 'me:%40'],
    ['me:p%20ss+', 'me:p ss+'],
    ['me:caf%C3%A9', 'me:caf\xc3\xa9'],
    ['me:café', 'me:caf\xc3\xa9'],
    ['me:caf%E9', 'me:caf\xe9'],
    ['mü:日本', 'm\xc3\xbc:\xe6\x97\xa5\xe6\x9c\xac'],
    ['me:a%0d%0ab', 'me:a\r\nb'],
  ];
  for (const [info, bytes] of rows) {
    it(`${info} is ${JSON.stringify(bytes)}`, () => {
      const { name, origin, value = '' } = urlSignIn(new URL(`https://${info}@e:8443/x`)) ?? assert.fail();
      assert.deepEqual([name, origin], ['Authorization', 'https://e:8443']);
      const [scheme, code = ''] = value.split(' ');
      assert.equal(scheme, 'Basic');
      assert.equal(Buffer.from(code, 'base64').toString('latin1'), bytes);
      assert.match(value, /^[\x20-\x7e]+$/, 'a header of ASCII, whatever the password is');
    });
  }

  it('is absent if there is none', () => {
    for (const url of ['https://e/', 'https://@e/', 'https://:@e/', 'https://e/@f', 'https://e/?a:b@c'])
      assert.equal(urlSignIn(new URL(url)), undefined, url);
  });
});

it('the user name and password of a URL are told as they stand there', () => {
  const rows = [
    ['https://me:p%40ss@e/', 'me:p%40ss'],
    ['https://me@e/', 'me'],
    ['https://:word@e/', ':word'],
    ['https://e/', ''],
  ] as const;
  for (const [url, info] of rows) assert.equal(userInfo(new URL(url)), info);
});
