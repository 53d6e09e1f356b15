/** Long URLs, cut for display and for facts. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutUrl, cutUrls, shortUrl } from '../../../../src/engine/wording/shortUrl.ts';

describe('a URL that is cut', () => {
  const rows: [url: string, length: number, cut: string][] = [
    ['http://e/a/b', 12, 'http://e/a/b'],
    ['http://e/a/bc', 12, 'http://e/a/…'],
    ['http://e/a?b=1&c=2', 17, 'http://e/a?b=1&…'],
    ['http://e/a?b=1;c=2', 17, 'http://e/a?b=1;…'],
    ['http://e/a?bcdefgh', 17, 'http://e/a?…'],
    ['http://e/a#bcdefgh', 17, 'http://e/a#…'],
    ['http://e/abcdefg/h', 17, 'http://e/abcdefg…'],
    ['http://example.com', 17, 'http://…'],
    ['x'.repeat(20), 17, '…'],
  ];
  for (const [url, length, cut] of rows) {
    it(`${url} to ${length} is ${cut}`, () => assert.equal(cutUrl(url, length), cut));
  }

  it('is never longer than it may be', () => {
    for (let length = 1; length < 30; length++)
      assert.ok(cutUrl('http://e/a?b=1&c=2#d;e/f', length).length <= length, `${length}`);
  });
});

describe('a short URL', () => {
  it('is masked, and clipped after that', () => {
    assert.equal(shortUrl('http://me:word@e/?token=1&b=2', 100), 'http://•••@e/?token=•••&b=2');
    assert.equal(shortUrl('http://e/?token=123456789&b=2', 20), 'http://e/?token=•••…');
  });

  it('never shows half a secret that only a whole one shows to be one', () => {
    const jwt = `eyJhbGciOiJI.${'a'.repeat(100)}`;
    for (let before = 0; before < 420; before++) {
      const shown = shortUrl(`http://me:word@e/?a=${'•'.repeat(before)}&b=${jwt}`, 100);
      assert.doesNotMatch(shown, /eyJ|word/, `${before}`);
    }
    assert.doesNotMatch(shortUrl(`http://me:${'w'.repeat(1_000)}@e/`, 100), /w/);
  });

  it('is masked no longer than it has to be: the work does not grow with the URL', () => {
    const tail = (length: number) => shortUrl(`http://e/?a=b&${'x'.repeat(length)}&token=1`, 100);
    assert.equal(tail(1_000), tail(8_000));
    assert.equal(tail(8_000), 'http://e/?a=b&…');
  });
});

describe('URLs with a bound for all of them', () => {
  it('are whole if they are short enough', () => {
    assert.deepEqual(cutUrls(['http://e/aaaa', 'http://e/b'], 23), ['http://e/aaaa', 'http://e/b']);
  });

  it('else have the same share each', () => {
    assert.deepEqual(cutUrls(['http://e/aaaa', 'http://e/b'], 22), ['http://e/…', 'http://e/b']);
    assert.deepEqual(cutUrls([], 0), []);
  });
});
