/** Where redirects lead to. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Failure, FailureError } from '../../../../src/engine/model/failure.ts';
import { isRedirect, readRedirect, wayText } from '../../../../src/engine/request/redirect.ts';

const head = (location?: string, status = 302) => ({
  status,
  headers: location === undefined ? {} : { location },
});
const FROM = 'http://example.com/a/b?q=1';
const targetOf = (location: string, from = FROM) => readRedirect(head(location), new URL(from)).url.href;
/** A text as Node.js gives the bytes of a header field. */
const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('latin1');

function refusal(location: string | string[] | undefined): Failure {
  const headers = location === undefined ? {} : { location };
  try {
    readRedirect({ headers }, new URL(FROM));
  } catch (error) {
    assert.ok(error instanceof FailureError);
    return error.failure;
  }
  return assert.fail(`${location} is followed`);
}

describe('a redirect', () => {
  it('is by status', () => {
    for (const status of [301, 302, 303, 307, 308]) {
      assert.equal(isRedirect(head('/x', status)), true, `${status}`);
      assert.equal(isRedirect(head(undefined, status)), true, `${status} without a Location`);
    }
    for (const status of [200, 201, 204, 206, 299, 304, 305, 306, 399, 400, 404, 503]) {
      assert.equal(isRedirect(head('/x', status)), false, `${status}`);
    }
  });

  it('with a choice is one only where the server names its own', () => {
    assert.equal(isRedirect(head('/x', 300)), true);
    assert.equal(isRedirect(head(undefined, 300)), false);
    assert.equal(isRedirect(head('', 300)), true, 'an empty one is named as such');
  });
});

describe('the target', () => {
  const rows: [location: string, target: string][] = [
    ['http://other.example/x', 'http://other.example/x'],
    ['https://example.com/a/b?q=1', 'https://example.com/a/b?q=1'],
    ['/x', 'http://example.com/x'],
    ['x', 'http://example.com/a/x'],
    ['../x', 'http://example.com/x'],
    ['?q=2', 'http://example.com/a/b?q=2'],
    ['//other.example/x', 'http://other.example/x'],
    ['HTTP://OTHER.example', 'http://other.example/'],
    ['/with space', 'http://example.com/with%20space'],
    ['/x#y', 'http://example.com/x#y'],
    ['http://user:word@other.example/', 'http://other.example/'],
    [' \t/x\t ', 'http://example.com/x'],
    ['/a\tb', 'http://example.com/ab'],
    ['\\\\other.example\\x\\y', 'http://other.example/x/y'],
    ['/a%5Cb\\c', 'http://example.com/a%5Cb/c'],
  ];
  for (const [location, target] of rows) {
    it(`of ${JSON.stringify(location)} is ${target}`, () => assert.equal(targetOf(location), target));
  }

  it('has no user name and password, and it is told that there were some', () => {
    const of = (location: string) => readRedirect(head(location), new URL(FROM));
    const { url, userInfo } = of('http://user@other.example/');
    assert.deepEqual([userInfo, url.href], ['user', 'http://other.example/']);
    assert.equal(of('http://:w%40rd@other.example/').userInfo, ':w%40rd');
    assert.equal(of('http://user:word@other.example/').userInfo, 'user:word');
    assert.equal(of('/x@y:z').userInfo, '');
  });

  it('keeps the fragment it comes from, unless it has its own', () => {
    assert.equal(targetOf('/x', 'http://a/#here'), 'http://a/x#here');
    assert.equal(targetOf('/x#there', 'http://a/#here'), 'http://a/x#there');
  });
});

describe('the bytes of a Location go on as they are:', () => {
  const rows: [name: string, location: string, target: string][] = [
    ['UTF-8', bytes('/café'), 'http://example.com/caf%C3%A9'],
    ['Latin-1', bytes('/café', 'latin1'), 'http://example.com/caf%E9'],
    ['both', bytes('/é') + bytes('/é', 'latin1'), 'http://example.com/%C3%A9/%E9'],
    ['Shift_JIS', '/\x93\xfa\x96{', 'http://example.com/%93%FA%96%7B'],
    ['in the query', '/?q=\xe9&r=%E9', 'http://example.com/?q=%E9&r=%E9'],
    ['in the fragment', '/#\xe9', 'http://example.com/#%E9'],
    ['UTF-8 that ends like a no-break space', bytes('/voilà'), 'http://example.com/voil%C3%A0'],
    ['a no-break space of Latin-1', '\xa0/x\xa0', 'http://example.com/a/%A0/x%A0'],
    ['a host in UTF-8', bytes('//bücher.example/'), 'http://xn--bcher-kva.example/'],
    ['what is escaped already', '/%e9%C3%a9%', 'http://example.com/%e9%C3%a9%'],
    ['behind a backslash', '\\\xe9', 'http://example.com/%E9'],
  ];
  for (const [name, location, target] of rows) it(name, () => assert.equal(targetOf(location), target));

  it('a host that is not UTF-8 is none', () => {
    assert.equal(refusal('//b\xfccher.example/').code, 'REDIRECT_INVALID');
  });
});

describe('a redirect is refused', () => {
  it('without a target', () => {
    for (const location of [undefined, '', ' ', '\t \t']) {
      const { code, message } = refusal(location);
      assert.equal(code, 'REDIRECT_INVALID');
      assert.match(message, /does not say where to/);
    }
  });

  it('to more than one place', () => {
    assert.match(refusal(['/a', '/b']).message, /more than one place/);
    assert.equal(readRedirect({ headers: { location: ['/a', '/a'] } }, new URL(FROM)).url.pathname, '/a');
  });

  it('to what is no URL', () => {
    for (const location of ['http://', 'http://[::1', 'http://exa mple/', 'https://a:99999/']) {
      const { code, message } = refusal(location);
      assert.equal(code, 'REDIRECT_INVALID', location);
      assert.ok(message.includes(location), message);
    }
    assert.doesNotMatch(refusal('http://user:s3cr3t@[::1').message, /s3cr3t/);
  });

  it('to anything but http: and https:', () => {
    const schemes = 'file: data: javascript: ftp: ws: mailto: about: blob:http://a/'.split(' ');
    for (const location of schemes) {
      const { code, message } = refusal(`${location}x`);
      assert.equal(code, 'REDIRECT_SCHEME', location);
      assert.ok(message.includes(`to ${location.split(':')[0]}:`), message);
    }
  });

  it('to a blocked port', () => {
    assert.match(refusal('http://example.com:25/').message, /port 25/);
  });

  it('to a URL that is too long, by its length', () => {
    const { code, message } = refusal(`/${'x'.repeat(16 * 1024)}`);
    assert.equal(code, 'REDIRECT_INVALID');
    assert.match(message, /a URL of 16403 characters; the limit is 16384/);
    assert.equal(targetOf(`/${'x'.repeat(16 * 1024 - 19)}`).length, 16 * 1024, 'the longest');
  });

  for (const [name, location] of [
    ['a scheme', `${'x'.repeat(60_000)}:y`],
    ['what is no URL', `http://[${'x'.repeat(60_000)}`],
    ['what is no URL, with a password', `http://me:${'x'.repeat(60_000)}@[`],
  ] as const) {
    it(`to ${name} of 60 KB, in a short sentence`, () => {
      const { message } = refusal(location);
      assert.ok(message.length < 200, `${message.length}`);
      assert.doesNotMatch(message, /x{101}/);
    });
  }
});

describe('a way in a sentence', () => {
  const way = (count: number, path = '') =>
    wayText(Array.from({ length: count }, (_, hop) => new URL(`http://e/${hop}${path}`)));

  it('is whole if it is short', () => {
    assert.equal(way(2), 'http://e/0 → http://e/1');
    assert.equal(way(7).split(' → ').length, 7);
    assert.doesNotMatch(way(7), /…/);
  });

  it('shows its ends if it is long', () => {
    assert.equal(way(8), 'http://e/0 → http://e/1 → http://e/2 → … → http://e/5 → http://e/6 → http://e/7');
  });

  it('is bounded, however long its URLs are', () => {
    assert.ok(way(21, `?${'x'.repeat(16_000)}`).length <= 6 * 100 + 30);
  });

  it('shows no secrets', () => {
    assert.equal(wayText([new URL('http://e/a?token=s3cr3t')]), 'http://e/a?token=•••');
  });
});
