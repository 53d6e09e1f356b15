/** Text of lists and pages is made safe to show. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { displayUrl, safeLabel, safeText } from '../../../../src/engine/wording/safeText.ts';

describe('safe text', () => {
  it('holds no control character, no bidirectional control, no line separator', () => {
    for (let code = 0; code <= 0x10_ffff; code++) {
      // Surrogates have a separate test.
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const mustGo = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(character) || code === 0xfe_ff;
      const name = `U+${code.toString(16).padStart(4, '0')}`;
      assert.equal(safeText(`a${character}b`), mustGo ? 'a b' : `a${character}b`, name);
    }
  });

  it('holds no half of a character, but whole ones', () => {
    assert.equal(safeText('a\ud83db\ude00c😀'), 'a b c😀');
    assert.equal(safeText('\ude00\ud83d'), '  ');
  });

  it('is as long as it was', () => {
    const text = 'a\r\nb\u202e\ud83d😀\u0000\u2028\ufeffz';
    assert.equal(safeText(text).length, text.length);
  });
});

describe('a safe label', () => {
  it('never draws an icon', () => {
    for (const text of ['$(bug)', 'x $(sync~spin) y', '$$(a)', '$(a$(b)', '$\u200b(a)', '$(']) {
      assert.doesNotMatch(safeLabel(text), /\$\(/, text);
    }
  });

  it('reads as it did', () =>
    assert.equal(safeLabel('$(bug) $5 (x)').replaceAll('\u200b', ''), '$(bug) $5 (x)'));

  it('is safe text as well', () => assert.equal(safeLabel('a\nb\u202e'), 'a b '));
});

describe('a displayed URL', () => {
  const rows: [url: string, shown: string][] = [
    ['http://example.com/x?q=1#f', 'http://example.com/x?q=1#f'],
    ['http://user:word@example.com/', 'http://•••@example.com/'],
    ['http://user@example.com/', 'http://•••@example.com/'],
    ['http://:word@example.com/', 'http://•••@example.com/'],
    ['http://us@er:wo@rd@example.com/', 'http://•••@example.com/'],
    ['HTTPS:\\\\user:word@example.com', 'HTTPS:\\\\•••@example.com'],
    ['http:user:word@example.com/', 'http:•••@example.com/'],
    ['ftp://user:word@example.com/', 'ftp://•••@example.com/'],
    ['http://user:wo/rd@example.com/', 'http://•••@example.com/'],
    ['http://user:wo?rd@example.com/', 'http://•••@example.com/'],
    ['http://user:wo#rd@example.com/x', 'http://•••@example.com/x'],
    ['http://user:w@o/rd@example.com/', 'http://•••@example.com/'],
    ['http://user:12/34@example.com:80/', 'http://•••@example.com:80/'],
    ['user:wo/rd@example.com/', '•••@example.com/'],
    ['mailto:user@example.com', 'mailto:•••@example.com'],
    ['http://example.com/@user', 'http://example.com/@user'],
    ['http://localhost:8080/@vite/client', 'http://localhost:8080/@vite/client'],
    ['http://intranet:8080/@user', 'http://intranet:8080/@user'],
    ['http://[::1]:8080/@user', 'http://[::1]:8080/@user'],
    ['http://user@example.com/@me', 'http://•••@example.com/@me'],
    ['http://a/save/http://user:word@example.com/', 'http://a/save/http://•••@example.com/'],
    // As the URL parser writes it.
    [new URL('https://http://user:word@example.com/').href, 'https://http//•••@example.com/'],
    ['http://a//user:word@example.com/', 'http://a//•••@example.com/'],
    ['http://a/?u=//user:word@example.com/', 'http://a/?u=//•••@example.com/'],
    ['http://a//@user', 'http://a//@user'],
    ['http://a//user@example.com', 'http://a//user@example.com'],
    ['http://a/?u=http%3A%2F%2Fuser%3Aword%40b.example', 'http://a/?u=http%3A%2F%2F•••%40b.example'],
    ['http://a/?next=http://b/?token=abc', 'http://a/?next=http://b/?token=•••'],
    ['http://a/?next=http%3A%2F%2Fb%2F%3Ftoken%3Dabc', 'http://a/?next=http%3A%2F%2Fb%2F%3Ftoken%3D•••'],
    ['http://a/?%74oken=abc', 'http://a/?%74oken=•••'],
    ['http://a/;jsessionid=abc?x=1', 'http://a/;jsessionid=•••'],
    ['http://a/#/back?access_token=abc', 'http://a/#/back?access_token=•••'],
    ['http://a/#/access_token=abc', 'http://a/#/access_token=•••'],
    ['http://a/#eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_', 'http://a/#•••'],
    ['http://a/ghp_0123456789abcdefghij/x', 'http://a/•••/x'],
    ['http://example.com?mail=a@b.example', 'http://example.com?mail=a@b.example'],
    ['http://example.com/?token=abc', 'http://example.com/?token=•••'],
    ['http://example.com/?a=1&API_KEY=abc&b=2', 'http://example.com/?a=1&API_KEY=•••&b=2'],
    ['http://example.com/?access_token=abc#x', 'http://example.com/?access_token=•••#x'],
    ['http://example.com/#access_token=abc&x=1', 'http://example.com/#access_token=•••&x=1'],
    ['http://example.com/?a;password=abc;b', 'http://example.com/?a;password=•••;b'],
    ['http://example.com/?sig=a%2Fb%3D', 'http://example.com/?sig=•••'],
    ['http://example.com/?token=a=b', 'http://example.com/?token=•••'],
    ['http://example.com/?token=', 'http://example.com/?token='],
    ['http://example.com/?tokens=3&keyboard=de', 'http://example.com/?tokens=3&keyboard=de'],
    ['http://example.com/\u202ex\n', 'http://example.com/ x '],
    ['not a URL', 'not a URL'],
    ['', ''],
  ];
  for (const [url, shown] of rows) {
    it(`of ${JSON.stringify(url)} is ${JSON.stringify(shown)}`, () => assert.equal(displayUrl(url), shown));
  }

  it('shows no password of a rejected line either, whose scheme is missing', () => {
    for (const authority of ['user:s3cr3t', 'my_user:s3cr3t', '//user:s3cr3t', ':s3cr3t', '/user:s3cr3t']) {
      assert.doesNotMatch(displayUrl(`${authority}@example.com/`), /s3cr3t/, authority);
    }
  });

  it('shows what only sounds like a secret', () => {
    for (const name of 'monkey keyboard zipcode tokens author sort_key codec passage design'.split(' ')) {
      const url = `http://a/?${name}=3`;
      assert.equal(displayUrl(url), url);
    }
  });

  it('shows no value of a parameter that is called like a secret', () => {
    const names =
      'access_token accessToken api_key apikey api-key auth code key pass passwd password pwd secret sid sig signature token client_secret refresh_token id_token X-Amz-Signature ' +
      'X-Amz-Credential X-Amz-Security-Token x-goog-signature AWSAccessKeyId subscription-key st ticket PHPSESSID ' +
      'SAMLResponse hmac jwt csrf_token user[password]';
    for (const name of names.split(' ')) {
      assert.equal(displayUrl(`http://a/?x=1&${name}=s3cr3t&y=2`), `http://a/?x=1&${name}=•••&y=2`);
    }
  });
});
