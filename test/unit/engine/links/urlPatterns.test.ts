/** Patterns for URLs. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isExcluded, matchesUrl } from '../../../../src/engine/links/urlPatterns.ts';
import { runs } from '../../support/properties.ts';
import { assertInProportion } from '../../support/work.ts';

describe('a pattern', () => {
  it('is a part of the URL, in upper or lower case, without the blanks around it', () => {
    const url = 'https://Example.org/Docs/a%20b?q=1';
    for (const pattern of ['example.org', 'EXAMPLE', '/docs/', 'https:', '?q=1', ' a%20b ', url, ''])
      assert.ok(matchesUrl(url, pattern), pattern);
    for (const pattern of ['example.com', 'docs//', 'b a', 'http:', 'q=1&', `${url}x`])
      assert.ok(!matchesUrl(url, pattern), pattern);
  });

  it('has any characters, also none, for each asterisk', () => {
    const url = 'https://example.org/a/b/c';
    for (const pattern of ['*', '**', 'example.*', '*/c', 'org/*/c', 'a*/*b*c', 'https*c', 'a/**/c'])
      assert.ok(matchesUrl(url, pattern), pattern);
    for (const pattern of ['c*a', 'org/*/d', 'b*b', 'c*/']) assert.ok(!matchesUrl(url, pattern), pattern);
  });

  it('is no expression: every other character stands for itself', () => {
    for (const pattern of ['.+', '(', '[a-z]', 'a|b', '^https', 'org$', '\\', '?'])
      assert.ok(!matchesUrl('https://example.org/', pattern), pattern);
  });

  it('says the same as an expression with .* for each asterisk', () => {
    const unit = fc.constantFrom('a', 'B', '/', '*', '.', '?');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), fc.string({ unit, maxLength: 6 }), (url, pattern) => {
        const source = pattern
          .split('*')
          .map(part => part.replace(/[.?]/g, '\\$&'))
          .join('.*');
        assert.equal(matchesUrl(url, pattern), new RegExp(source, 'i').test(url));
      }),
      runs(1_000),
    );
  });

  it('takes work in proportion to the URL, whatever it holds', () => {
    for (const pattern of ['*a'.repeat(40), `${'a*'.repeat(40)}b`, '*'.repeat(1_000)])
      assertInProportion('a'.repeat(16_000), url => matchesUrl(url, pattern), 8, 3_000);
  });
});

describe('a URL', () => {
  it('is scanned if some pattern includes it, and none excludes it', () => {
    const is = (include: string[], exclude: string[]) =>
      !isExcluded('https://example.org/a', { include, exclude });
    assert.ok(is([], []));
    assert.ok(is(['nothing', '.org'], []));
    assert.ok(!is(['nothing'], []));
    assert.ok(!is([], ['nothing', '/a']));
    assert.ok(!is(['.org'], ['/a']), 'to exclude is stronger');
    assert.ok(is(['.org'], ['/b']));
  });
});
