/** The way of a target through redirects. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Failure, FailureError } from '../../../../src/engine/model/failure.ts';
import type { Facts } from '../../../../src/engine/model/outcome.ts';
import { MOST_REDIRECTS } from '../../../../src/engine/request/redirect.ts';
import { Way } from '../../../../src/engine/request/way.ts';
import type { PrivateAddresses } from '../../../../src/engine/url/addresses.ts';

const redirect = (location: string, status = 302) => ({ status, headers: { location } });

function follow(way: Way, location: string, status = 302, allowed: PrivateAddresses = 'listed') {
  return way.follow(redirect(location, status), allowed);
}

function refusal(way: Way, location: string, allowed?: PrivateAddresses): Failure {
  try {
    follow(way, location, 302, allowed);
  } catch (error) {
    assert.ok(error instanceof FailureError);
    return error.failure;
  }
  return assert.fail(`${location} is followed`);
}

/** A way of as many redirects as are followed. @param location of each redirect */
function fullWay(location: (hop: number) => string): Way {
  const way = new Way(new URL('http://e/0'));
  for (let hop = 1; hop <= MOST_REDIRECTS; hop++) follow(way, location(hop));
  return way;
}

describe('a way', () => {
  it('begins with the URL of the line', () => {
    const way = new Way(new URL('http://e/0'));
    assert.deepEqual([way.line.href, way.url.href, way.isRedirected], ['http://e/0', 'http://e/0', false]);
  });

  it('goes on where redirects lead', () => {
    const way = new Way(new URL('http://e/0'));
    const facts = follow(way, '/1');
    assert.deepEqual([way.line.href, way.url.href, way.isRedirected], ['http://e/0', 'http://e/1', true]);
    assert.deepEqual(facts, {
      finalUrl: 'http://e/1',
      chain: ['http://e/0', 'http://e/1'],
      isMoved: false,
      status: undefined,
    });
  });

  it('was moved if all of its redirects are permanent', () => {
    const moved = (...statuses: number[]) => {
      const way = new Way(new URL('http://e/0'));
      return statuses.map((status, hop) => follow(way, `/${hop + 1}`, status).isMoved).at(-1);
    };
    for (const statuses of [[301], [308], [301, 308, 301]]) assert.equal(moved(...statuses), true);
    for (const statuses of [[302], [303], [307], [301, 302], [302, 301], [300]])
      assert.equal(moved(...statuses), false, `${statuses}`);
  });
});

describe('the user name and password of a line', () => {
  it('are in none of the URLs', () => {
    const way = new Way(new URL('http://me:word@e/0'));
    assert.deepEqual([way.line.href, way.url.href], ['http://e/0', 'http://e/0']);
    const { chain, finalUrl, note } = follow(way, 'a?b');
    assert.deepEqual([chain, finalUrl, note], [['http://e/0', 'http://e/a?b'], 'http://e/a?b', undefined]);
  });

  it('would be lost with a URL that replaces that of the list', () => {
    assert.equal(follow(new Way(new URL('http://me:word@e/0')), '/1', 301).isMoved, false);
    assert.equal(follow(new Way(new URL('http://e/0')), '/1', 301).isMoved, true);
  });

  it('may be repeated by a redirect to its own site', () => {
    const noteOf = (location: string) => follow(new Way(new URL('http://me:word@e/0')), location).note;
    assert.equal(noteOf('http://me:word@e/1'), undefined);
    for (const location of [
      'http://me:other@e/1',
      'http://me@e/1',
      'http://me:word@f/1',
      'https://me:word@e/',
    ])
      assert.match(noteOf(location) ?? '', /was not sent/, location);
  });
});

describe('a URL that comes again', () => {
  it('is requested again, up to the limit', () => {
    const way = fullWay(() => '/0');
    const { code, message } = refusal(way, '/0');
    assert.deepEqual(
      [code, message],
      ['REDIRECT_LOOP', 'The redirects go round in a circle: http://e/0 → http://e/0'],
    );
  });

  it('may be the first one', () => {
    const { code } = refusal(
      fullWay(hop => `/${hop}`),
      '/0',
    );
    assert.equal(code, 'REDIRECT_LOOP');
  });

  it('is told as the circle that it is', () => {
    const way = fullWay(hop => (hop < 5 ? `/${hop}` : `/${'abc'[hop % 3]}?token=s3cr3t`));
    const { code, message } = refusal(way, `/${'abc'[(MOST_REDIRECTS + 1) % 3]}?token=s3cr3t`);
    assert.equal(code, 'REDIRECT_LOOP');
    assert.equal(
      message,
      'The redirects go round in a circle: http://e/a?token=••• → http://e/b?token=••• → http://e/c?token=••• → http://e/a?token=•••',
    );
  });

  it('is no circle if the way went on to other URLs', () => {
    const way = fullWay(hop => `/${hop < 5 ? 0 : hop}`);
    assert.equal(refusal(way, '/more').code, 'REDIRECT_LIMIT');
  });
});

it(`a way has at most ${MOST_REDIRECTS} redirects, as in browsers`, () => {
  assert.equal(MOST_REDIRECTS, 20);
  const { code, message } = refusal(
    fullWay(hop => `/${hop}`),
    '/more',
  );
  assert.equal(code, 'REDIRECT_LIMIT');
  assert.equal(
    message,
    'More than 20 redirects: http://e/0 → http://e/1 → http://e/2 → … → http://e/19 → http://e/20 → http://e/more',
  );
});

describe('what an outcome keeps of a way is bounded', () => {
  /** The facts of a way whose URLs are so long. */
  const factsOf = (redirects: number, length: number): Partial<Facts> => {
    const way = new Way(new URL('http://e/0'));
    let facts: Partial<Facts> = {};
    for (let hop = 1; hop <= redirects; hop++)
      facts = follow(way, `/${hop}/?${'x'.repeat(length)}&y=${'z'.repeat(9)}`, 301);
    return facts;
  };

  it('ordinary URLs are kept whole', () => {
    const { chain = [], finalUrl = '', isMoved } = factsOf(3, 2_000);
    assert.deepEqual(
      chain.map(({ length }) => length),
      [10, 2_024, 2_024, 2_024],
    );
    assert.deepEqual([finalUrl, isMoved], [chain[3], true]);
  });

  it('the chain has the same bound for short and for long URLs', () => {
    for (const length of [2_000, 16_000]) {
      const { chain = [] } = factsOf(MOST_REDIRECTS, length);
      assert.equal(chain.length, MOST_REDIRECTS + 1);
      assert.ok(chain.join('').length <= 8 * 1024);
      assert.equal(chain[0], 'http://e/0');
      assert.equal(chain[1], 'http://e/1/?…');
    }
  });

  it('the last URL is cut if it is very long, and then does not replace that of the list', () => {
    assert.equal(factsOf(1, 4_000).isMoved, true);
    const { finalUrl = '', isMoved } = factsOf(1, 5_000);
    assert.deepEqual([finalUrl, isMoved], ['http://e/1/?…', false]);
  });
});

it('a way that is followed is not put into words: each Location is read once', t => {
  const work = (length: number) => {
    let read = 0;
    const replace = String.prototype.replace;
    const spy = t.mock.method(String.prototype, 'replace', function (this: string, ...args: unknown[]) {
      read += this.length;
      return Reflect.apply(replace, this, args);
    });
    fullWay(hop => `/${hop}/${'x'.repeat(length)}`);
    spy.mock.restore();
    return read;
  };
  assert.ok(work(1_000) < 1.5 * MOST_REDIRECTS * 1_000);
  assert.ok(work(8_000) < 9 * work(1_000));
});

describe('the notes on a way', () => {
  const noteOf = (from: string, location: string) => follow(new Way(new URL(from)), location).note ?? '';

  it('name a password that was not sent', () => {
    assert.match(noteOf('http://e/', 'http://user:word@e/'), /was not sent/);
    assert.match(noteOf('http://e/', '//user@f/'), /was not sent/);
  });

  it('name the way from https: to http:', () => {
    assert.match(noteOf('https://e/', 'http://e/'), /https: to http:/);
    for (const [from, to] of [
      ['http://e/', 'https://e/'],
      ['https://e/', '/x'],
      ['http://e/', '/x'],
    ] as const)
      assert.equal(noteOf(from, to), '', `${from} ${to}`);
  });
});

describe('a redirect into a private network', () => {
  const rows: [line: string, allowed: string[], refused: string[]][] = [
    [
      'http://example.com/',
      ['http://other.example/'],
      ['http://10.0.0.1/', 'http://127.0.0.1/', 'http://printer.local/', 'http://169.254.169.254/'],
    ],
    [
      'http://10.0.0.1/',
      ['http://example.com/', 'http://10.0.0.2/', 'http://wiki/'],
      ['http://localhost/', 'http://[::1]/', 'http://0.0.0.0/', 'http://[::ffff:127.0.0.1]/'],
    ],
    ['http://192.168.0.1/', ['http://10.0.0.1/'], ['http://169.254.169.254/', 'http://[fe80::1]/']],
    [
      'http://localhost/',
      ['http://127.0.0.1/', 'http://10.0.0.1/', 'http://example.com/'],
      ['http://169.254.169.254/'],
    ],
    ['http://169.254.1.1/', ['http://169.254.1.2/', 'http://10.0.0.1/'], ['http://127.0.0.1/']],
  ];
  for (const [line, allowed, refused] of rows) {
    it(`of ${line} may lead as far or farther, never nearer`, () => {
      for (const location of allowed) assert.ok(follow(new Way(new URL(line)), location), location);
      for (const location of refused) {
        const { code, message } = refusal(new Way(new URL(line)), location);
        assert.equal(code, 'REDIRECT_PRIVATE', location);
        assert.ok(message.includes(`${line} → ${new URL(location).href}`), message);
        assert.ok(follow(new Way(new URL(line)), location, 302, 'always'), location);
      }
    });
  }
});

describe('the reach that addresses are checked for', () => {
  const lineReach = (line: string, location: string, reach?: 'loopback' | 'link' | 'private' | 'public') => {
    const way = new Way(new URL(line));
    assert.equal(way.lineReach, undefined, 'the line itself needs none');
    way.learnReach(reach);
    follow(way, location);
    return way.lineReach;
  };

  it('is there if a private name may lead nearer than the line', () => {
    assert.equal(lineReach('http://intranet/', 'http://wiki/'), 'private');
    assert.equal(lineReach('http://10.0.0.1/', 'http://wiki.internal/'), 'private');
    assert.equal(lineReach('http://localhost/', 'http://wiki/'), 'loopback');
    assert.equal(lineReach('http://169.254.1.1/', 'http://wiki/'), 'link');
  });

  it('is that of the address at which the line was found', () => {
    assert.equal(lineReach('http://app.local/', 'http://login.app.local/', 'loopback'), 'loopback');
    assert.equal(lineReach('http://app.local/', 'http://127.0.0.1/', 'loopback'), 'loopback');
    assert.equal(lineReach('http://intranet/', 'http://wiki/', 'public'), 'private', 'its name is private');
    const way = new Way(new URL('http://intranet/'));
    follow(way, 'http://wiki/');
    way.learnReach('loopback');
    assert.equal(way.lineReach, 'private', 'what a redirect leads to teaches nothing');
  });

  it('is not needed for the host of the line, nor for public names', () => {
    assert.equal(lineReach('http://intranet/', '/login'), undefined);
    assert.equal(lineReach('http://intranet/', 'https://intranet:8443/'), undefined);
    assert.equal(lineReach('http://intranet/', 'http://example.com/'), undefined);
    assert.equal(lineReach('http://example.com/', 'http://example.org/'), undefined);
  });
});
