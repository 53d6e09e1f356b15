/** What is wrong with a whole list: duplicates, and the cache of its lines. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import { USUAL_READ_OPTIONS } from '../../../../src/engine/links/readOptions.ts';
import { Linter, type LintOptions } from '../../../../src/engine/lint/linter.ts';

const lint = (text: string, options: LintOptions = USUAL_READ_OPTIONS, linter = new Linter()) =>
  runAtOnce(linter.lint(text, options));

const seen = (text: string, options?: LintOptions) =>
  lint(text, options).map(({ code, first, line }) => [code, line, ...(first ? [first.line] : [])]);

describe('a list', () => {
  it('has its findings line by line, whatever ends its lines', () => {
    const text = '\ufeffhttps://example.org/\r\nexample.org\rhttp://localhost/\n\nhttps://example.org/a.';
    assert.deepEqual(seen(text), [
      ['SCHEME_MISSING', 1],
      ['PRIVATE_HOST', 2],
      ['TRAILING_PUNCTUATION', 4],
    ]);
  });

  it('has duplicates, each of which names the first', () => {
    const text =
      'https://example.org/a\nHTTPS://EXAMPLE.org/a#top, https://example.org/b\nhttps://example.org/a';
    assert.deepEqual(seen(text), [
      ['DUPLICATE', 1, 0],
      ['DUPLICATE', 2, 0],
    ]);
  });

  it('has none that differ in their fragments if these are looked for', () => {
    const text = 'https://example.org/#a\nhttps://example.org/#b\nhttps://example.org/#a';
    assert.deepEqual(seen(text, { ...USUAL_READ_OPTIONS, keepsFragments: true }), [['DUPLICATE', 2, 0]]);
    assert.equal(seen(text).length, 2);
  });

  it('names private hosts only among public ones', () => {
    assert.deepEqual(seen('http://localhost/\nhttp://10.0.0.1/'), []);
    assert.deepEqual(seen('http://localhost/\nhttps://example.org/'), [['PRIVATE_HOST', 0]]);
  });

  it('asks a host without a scheme apart, as a scan does', () => {
    assert.deepEqual(seen('https://example.org/\nexample.org\nexample.org'), [
      ['SCHEME_MISSING', 1],
      ['SCHEME_MISSING', 2],
      ['DUPLICATE', 2, 1],
    ]);
  });

  const removals: [line: string, rest: string | undefined, isSure: boolean][] = [
    ['https://example.org/', undefined, true],
    ['12. https://example.org/', undefined, true],
    ['Title: https://example.org/', undefined, false],
    ['https://example.org/ # a remark', undefined, false],
    ['https://example.org/x, https://example.org/', 'https://example.org/x', true],
    ['https://example.org/ | https://example.org/x', 'https://example.org/x', true],
    ['https://example.org/x Title https://example.org/', 'https://example.org/x Title', false],
  ];
  for (const [line, rest, isSure] of removals) {
    it(`loses a duplicate: ${line}`, () => {
      const finding = lint(`https://example.org/\n${line}`).find(({ code }) => code === 'DUPLICATE');
      const [fix] = finding?.fixes ?? [];
      const { end = 0, removesLine, start = 0 } = fix?.edit ?? {};
      assert.equal(removesLine ? undefined : line.slice(0, start) + line.slice(end), rest);
      assert.equal(fix?.isSure, isSure);
    });
  }

  it('is read again only where it has changed', () => {
    const linter = new Linter();
    const text = 'http://localhost/\nhttps://example.com/a.\n';
    const [before] = lint(text, USUAL_READ_OPTIONS, linter);
    const [, after] = lint(`example.org\n${text}`, USUAL_READ_OPTIONS, linter);
    assert.equal(after?.fixes, before?.fixes);
    const [other] = lint(text, { ...USUAL_READ_OPTIONS, assumesScheme: false }, linter);
    assert.notEqual(other?.fixes, before?.fixes);
  });
});
