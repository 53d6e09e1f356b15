/** What the links of documents lead to. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstBase } from '../../../../src/engine/links/baseUrl.ts';
import { checkUrl, LONGEST_URL } from '../../../../src/engine/links/checkUrl.ts';
import { isTemplate } from '../../../../src/engine/links/leftOut.ts';
import { ListBuilder } from '../../../../src/engine/links/listBuilder.ts';
import { resolveLink } from '../../../../src/engine/links/resolveLink.ts';
import { Targets } from '../../../../src/engine/links/targets.ts';
import type { UrlPatterns } from '../../../../src/engine/links/urlPatterns.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { isLeftOut } from '../../../../src/engine/model/leftOut.ts';
import { runs } from '../../support/properties.ts';
import { assertInProportion, repeated } from '../../support/work.ts';

const ALL: UrlPatterns = { include: [], exclude: [] };

/** The URL, the code of the failure, or `undefined`. */
function endOf(value: string, base?: string, patterns = ALL): string | undefined {
  const found = resolveLink(value, base, patterns);
  return found?.url ?? found?.failure?.code;
}

describe('a link', () => {
  it('with http: or https: leads there, without its fragment', () => {
    assert.equal(endOf('https://example.org'), 'https://example.org/');
    assert.equal(endOf('HTTP://EXAMPLE.org:80/a b#x'), 'http://example.org/a%20b');
    assert.equal(endOf('https://example.org/', 'http://example.net/'), 'https://example.org/');
    assert.equal(endOf('https:example.org/a'), 'https://example.org/a');
    assert.equal(endOf('https://münchen.example/'), 'https://xn--mnchen-3ya.example/');
  });

  it('that is wrong says why', () => {
    assert.equal(endOf('http://'), 'URL_INVALID');
    assert.equal(endOf('https://exa mple.org/'), 'URL_INVALID');
    assert.equal(endOf('https://example.org:25/'), 'URL_PORT');
    assert.equal(endOf(`https://example.org/${'a'.repeat(LONGEST_URL)}`), 'URL_TOO_LONG');
    assert.equal(endOf('https://example.org/\u0000'), 'URL_INVALID');
  });

  it('to its own document, or by another scheme, leads to no page', () => {
    const others =
      '#x mailto:a@example.org tel:1 data:text/html,x javascript:alert(1) ftp://example.org/ file:///a C:\\a';
    for (const value of ['', '#', ...others.split(' ')]) {
      assert.equal(endOf(value), undefined, value);
      assert.equal(endOf(value, 'https://example.org/'), undefined, value);
    }
  });

  it('without a scheme is left out, unless there is a base', () => {
    const base = 'https://example.org/docs/page?q=1#f';
    const cases: [value: string, url: string][] = [
      ['a.md', 'https://example.org/docs/a.md'],
      ['../a', 'https://example.org/a'],
      ['/a b', 'https://example.org/a%20b'],
      ['?x#y', 'https://example.org/docs/page?x'],
      ['./', 'https://example.org/docs/'],
      ['../../../a', 'https://example.org/a'],
      ['\\a', 'https://example.org/a'],
      ['100%', 'https://example.org/docs/100%'],
    ];
    for (const [value, url] of cases) {
      assert.equal(endOf(value), 'URL_RELATIVE', value);
      assert.equal(endOf(value, base), url, value);
    }
    assert.equal(endOf('x', 'https://example.org:25/'), 'URL_PORT');
  });

  it('with a host and without a scheme has that of the base, else https:', () => {
    assert.equal(endOf('//example.org/a'), 'https://example.org/a');
    assert.equal(endOf('//example.org/a', 'http://example.net/'), 'http://example.org/a');
    assert.equal(endOf('//'), 'URL_INVALID');
    assert.equal(endOf('//', 'http://example.net/'), 'URL_RELATIVE');
  });

  it('that is still to be filled in is left out, with a base or without', () => {
    const templates = [
      'https://{{host}}/a',
      '{{ url }}',
      '{% url "a" %}',
      `https://example.org/${'$'}{id}`,
      'https://example.org/{id}/x',
      'https://<host>/a',
      '/docs/<your-name>',
      'https://example.org/%7B%7Bid%7D%7D',
      'https://example.org/[[name]]',
    ];
    for (const value of templates) {
      assert.ok(isTemplate(value), value);
      assert.equal(endOf(value), 'URL_TEMPLATE', value);
      assert.equal(endOf(value, 'https://example.org/'), 'URL_TEMPLATE', value);
    }
    for (const value of [
      'https://[2001:db8::1]/',
      'https://example.org/a[1]',
      'https://example.org/{',
      'https://example.org/?q=<img+src=x+onerror=alert(1)>',
      '/a}b',
    ])
      assert.ok(!isTemplate(value), value);
  });

  it('is left out by patterns as it is requested, not as it stands there', () => {
    const patterns = { include: ['example.org/docs'], exclude: ['secret'] };
    assert.equal(endOf('a', 'https://example.org/docs/', patterns), 'https://example.org/docs/a');
    assert.equal(endOf('secret', 'https://example.org/docs/', patterns), 'URL_EXCLUDED');
    assert.equal(endOf('https://example.org/#example.org/docs', undefined, patterns), 'URL_EXCLUDED');
    assert.equal(endOf('http://', undefined, patterns), 'URL_INVALID', 'what is wrong stays wrong');
  });

  it('has an end, whatever stands there', () => {
    const unit = fc.constantFrom(
      'https:',
      '//',
      '/',
      '\\',
      '#',
      '?',
      '{',
      '}',
      '<',
      '>',
      '[',
      ']',
      ':',
      '@',
      'a',
      '.',
      '%',
      ' ',
      '😀',
      '\ud800',
    );
    const base = fc.constantFrom(undefined, 'https://example.org/a?b#c');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 15 }), base, (value, base) => {
        const found = resolveLink(value, base, ALL);
        if (found?.url === undefined) return;
        const { hash, protocol } = new URL(found.url);
        assert.match(protocol, /^https?:$/);
        assert.equal(hash, '');
        assert.deepEqual(checkUrl(found.url), found, 'it is normalised');
      }),
      runs(1_000),
    );
  });

  it('takes work in proportion to its length', () => {
    fc.assert(
      fc.property(repeated(['{', '<a', '[[', '%7B', '${', '/', '//', 'https://', '@', ':']), value => {
        assertInProportion(value, text => resolveLink(text, 'https://example.org/', ALL), 30, 1_000);
      }),
      runs(50),
    );
  });
});

describe('the base', () => {
  it('is the first whole URL with http: or https:', () => {
    assert.equal(
      firstBase(undefined, '/a', 'ftp://a/', 'https://example.org/a', 'http://b/'),
      'https://example.org/a',
    );
    assert.equal(firstBase(undefined, '', 'example.org', 'file:///a'), undefined);
    assert.equal(firstBase(), undefined);
  });
});

describe('targets', () => {
  it('have the same id for the same URL, and another one without a scheme', () => {
    const targets = new Targets();
    assert.equal(targets.idOf('https://a/', false), 0);
    assert.equal(targets.idOf('http://a/', false), 1);
    assert.equal(targets.idOf('https://a/', true), 2);
    assert.equal(targets.idOf('https://a/', true), 2);
    assert.equal(targets.idOf('https://a/', false), 0);
    assert.deepEqual(targets.urls, ['https://a/', 'http://a/', 'https://a/']);
    assert.deepEqual([...targets.assumed], [2]);
  });

  it('of a list are in the order in which they come', () => {
    const builder = new ListBuilder();
    const place = (line: number) => ({ line, start: 0, end: 1, text: 'x' });
    builder.add(place(0), 'https://b/');
    builder.add(place(1), 'https://a/', true);
    builder.reject(place(2), failure('URL_INVALID', 'x'));
    builder.add(place(3), 'https://b/');
    assert.deepEqual(builder.list(), {
      entries: [
        { ...place(0), target: 0 },
        { ...place(1), target: 1 },
        { ...place(3), target: 0 },
      ],
      rejected: [{ ...place(2), failure: failure('URL_INVALID', 'x') }],
      targets: ['https://b/', 'https://a/'],
      assumed: new Set([1]),
    });
  });
});

describe('what is left out', () => {
  it('is no failure, and what is wrong is one', () => {
    for (const code of ['NO_URL', 'URL_RELATIVE', 'URL_TEMPLATE', 'URL_EXCLUDED'] as const)
      assert.ok(isLeftOut(failure(code, 'x')), code);
    for (const code of ['URL_INVALID', 'URL_SCHEME', 'URL_PORT', 'URL_TOO_LONG', 'HTTP_STATUS'] as const)
      assert.ok(!isLeftOut(failure(code, 'x')), code);
  });
});

describe('a URL', () => {
  const reasonOf = (text: string) => checkUrl(text).failure?.message;

  it('that is not valid is said to be wrong in its host, its port, or a character', () => {
    assert.equal(reasonOf('https:///?'), 'Not a valid URL: the host is missing');
    assert.equal(reasonOf('https://user@:80/'), 'Not a valid URL: the host is missing');
    assert.equal(reasonOf('https://a:b/'), 'Not a valid URL: the port is not a number');
    assert.equal(reasonOf('https://a:65536/'), 'Not a valid URL: the port is larger than 65535');
    assert.equal(reasonOf('https://a b/'), 'Not a valid URL: the host is not a valid name or address');
    assert.equal(reasonOf('https://a/\t'), 'Not a valid URL: it has a control character in it');
  });

  it('may only be http: or https:, at a port that browsers ask', () => {
    assert.equal(reasonOf('ftp://a/'), 'Only http: and https: pages can be scanned (this is ftp:)');
    assert.equal(reasonOf('http://a:6000/'), 'Port 6000 is blocked, as in browsers');
    assert.deepEqual(checkUrl('http://a:80/#x'), { url: 'http://a/' });
  });
});
