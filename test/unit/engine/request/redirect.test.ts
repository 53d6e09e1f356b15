/** Where redirects lead to. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Failure, FailureError } from '../../../../src/engine/model/failure.ts';
import type { Head } from '../../../../src/engine/network/exchange/transport.ts';
import { CookieJar } from '../../../../src/engine/request/cookies.ts';
import {
  isRedirect,
  MOST_REDIRECTS,
  redirectTarget as targetOf,
} from '../../../../src/engine/request/redirect.ts';
import type { PrivateAddresses } from '../../../../src/engine/url/addresses.ts';

const head = (location?: string, status = 302) => ({
  status,
  headers: location === undefined ? {} : { location },
});
const urls = (...chain: string[]) => chain.map(url => new URL(url));
/** A redirect of a target without cookies. */
const redirectTarget = (
  head: Pick<Head, 'headers'>,
  chain: readonly URL[],
  allowed: PrivateAddresses = 'listed',
) =>
  targetOf(
    head,
    chain.map(url => ({ url, cookie: '' })),
    new CookieJar(),
    allowed,
  );
const FROM = 'http://example.com/a/b?q=1';

function refusal(location: string | undefined, chain: readonly URL[] = urls(FROM)): Failure {
  try {
    redirectTarget(head(location), chain);
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
  ];
  for (const [location, target] of rows) {
    it(`of ${location} is ${target}`, () => {
      assert.equal(redirectTarget(head(location), urls(FROM)).href, target);
    });
  }

  it('is read as UTF-8 where it is, and else as Latin-1', () => {
    const raw = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding).toString('latin1');
    assert.equal(redirectTarget(head(raw('/é', 'utf8')), urls(FROM)).pathname, '/%C3%A9');
    assert.equal(redirectTarget(head(raw('/é', 'latin1')), urls(FROM)).pathname, '/%C3%A9');
  });

  it('keeps the fragment it comes from, unless it has its own', () => {
    assert.equal(redirectTarget(head('/x'), urls('http://a/#here')).href, 'http://a/x#here');
    assert.equal(redirectTarget(head('/x#there'), urls('http://a/#here')).href, 'http://a/x#there');
  });
});

describe('a redirect is refused', () => {
  it('without a target', () => {
    for (const location of [undefined, '']) {
      const { code, message } = refusal(location);
      assert.equal(code, 'REDIRECT_INVALID');
      assert.match(message, /does not say where to/);
    }
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

  it('to a URL of the way, and the way is told', () => {
    const { code, message } = refusal('/a', urls('http://e/a?token=s3cr3t', 'http://e/a', 'http://e/b'));
    assert.equal(code, 'REDIRECT_LOOP');
    assert.match(message, /http:\/\/e\/a\?token=••• → http:\/\/e\/a → http:\/\/e\/b → http:\/\/e\/a$/);
    assert.equal(refusal('b?q=1').code, 'REDIRECT_LOOP');
  });

  it(`after ${MOST_REDIRECTS}`, () => {
    const chain = urls('http://e/0');
    for (let hop = 1; hop <= MOST_REDIRECTS; hop++) chain.push(redirectTarget(head(`/${hop}`), chain));
    const { code, message } = refusal('/more', chain);
    assert.equal(code, 'REDIRECT_LIMIT');
    assert.match(
      message,
      new RegExp(`More than ${MOST_REDIRECTS} redirects: http://e/0 → .* → http://e/more$`),
    );
  });
});
