/** What is wrong with one line of a list. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { USUAL_READ_OPTIONS } from '../../../../src/engine/links/readOptions.ts';
import type { Edit } from '../../../../src/engine/lint/finding.ts';
import { lintLine } from '../../../../src/engine/lint/lintLine.ts';
import { runs } from '../../support/properties.ts';

const findingsOf = (line: string, options = USUAL_READ_OPTIONS, httpOnly = new Set<string>()) =>
  lintLine(line, options, httpOnly).findings;

const edited = (line: string, { end, start, text }: Edit) => line.slice(0, start) + text + line.slice(end);

/** Each finding with what it marks, and the line after its first fix. */
const seen = (line: string) =>
  findingsOf(line).map(({ code, end, fixes, start }) => [
    code,
    line.slice(start, end),
    fixes[0] && edited(line, fixes[0].edit),
  ]);

describe('a line of a list', () => {
  const right = [
    '',
    '# https://user:secret@localhost/',
    'https://example.org/',
    '- Title: https://example.org/a_(b), and a remark',
    'https://en.example.org/wiki/Washington,_D.C.',
    'https://en.example.org/wiki/Example_Inc.',
    'https://en.example.org/wiki/Smith_et_al.',
    'https://例え.テスト.example.org/ハロー',
    'https://한국.example.org/',
    'https://пример.example.org/',
    'https://bücher.example.org/',
    'Just a heading',
    '/docs/page.html',
    'https://example.org/{id}',
  ];
  for (const line of right) it(`has no fault: ${line}`, () => assert.deepEqual(findingsOf(line), []));

  const faults: [line: string, code: string, marked: string, mended: string][] = [
    ['htps://example.org/', 'URL_SCHEME', 'htps://example.org/', 'https://example.org/'],
    ['ttp://example.org/', 'URL_SCHEME', 'ttp://example.org/', 'http://example.org/'],
    ['ftp://example.org/', 'URL_SCHEME', 'ftp://example.org/', '# ftp://example.org/'],
    ['https://', 'URL_INVALID', 'https://', '# https://'],
    [
      'https://example.org:99999/',
      'URL_INVALID',
      'https://example.org:99999/',
      '# https://example.org:99999/',
    ],
    ['https://example.org:25/', 'URL_PORT', 'https://example.org:25/', '# https://example.org:25/'],
    ['example.org/a', 'SCHEME_MISSING', 'example.org/a', 'https://example.org/a'],
    ['- example.org', 'SCHEME_MISSING', 'example.org', '- https://example.org'],
    ['//example.org/a', 'SCHEME_MISSING', '//example.org/a', 'https://example.org/a'],
    ['https://example.org/a.', 'TRAILING_PUNCTUATION', '.', 'https://example.org/a'],
    ['https://example.org/a)', 'TRAILING_PUNCTUATION', ')', 'https://example.org/a'],
    ['https://example.org/a).', 'TRAILING_PUNCTUATION', ').', 'https://example.org/a'],
    ['https://example.org/a);#top', 'TRAILING_PUNCTUATION', ');#top', 'https://example.org/a#top'],
    [
      'https://example.org/?a=1&amp;b=2',
      'ESCAPED_AMPERSAND',
      'https://example.org/?a=1&amp;b=2',
      'https://example.org/?a=1&b=2',
    ],
    ['x https://user:secret@example.org/', 'CREDENTIALS', 'user:secret', 'x https://example.org/'],
    ['https://user@example.org/', 'CREDENTIALS', 'user', 'https://example.org/'],
    ['http://localhost:8080/a', 'PRIVATE_HOST', 'localhost', '# http://localhost:8080/a'],
    ['http://[::1]:8080/a', 'PRIVATE_HOST', '[::1]', '# http://[::1]:8080/a'],
    ['http://intranet/', 'PRIVATE_HOST', 'intranet', '# http://intranet/'],
    ['http://192.168.0.1/', 'PRIVATE_HOST', '192.168.0.1', '# http://192.168.0.1/'],
    ['http://printer.local/', 'PRIVATE_HOST', 'printer.local', '# http://printer.local/'],
    [
      'https://exаmple.org/a', // The a is Cyrillic.
      'MIXED_SCRIPTS',
      'exаmple.org',
      'https://xn--exmple-4nf.org/a',
    ],
  ];
  for (const [line, code, marked, mended] of faults) {
    it(`has one: ${line}`, () => assert.deepEqual(seen(line), [[code, marked, mended]]));
  }

  it('may have several faults, whose edits do not overlap', () => {
    const line = 'user:secret@localhost:8080/a.';
    const whole = `https://${line}`;
    assert.deepEqual(
      findingsOf(whole).map(({ code }) => code),
      ['TRAILING_PUNCTUATION', 'CREDENTIALS', 'PRIVATE_HOST'],
    );
  });

  it('says what a scan does without the scheme', () => {
    const [on, off] = [true, false].map(assumesScheme =>
      findingsOf('example.org', { ...USUAL_READ_OPTIONS, assumesScheme }),
    );
    assert.match(on?.[0]?.message ?? '', /a scan asks https:\/\/ first/);
    assert.equal(on?.[0]?.severity, 'information');
    assert.match(off?.[0]?.message ?? '', /not scanned/);
    assert.equal(off?.[0]?.severity, 'warning');
  });

  it('gets the scheme that has answered', () => {
    const [finding] = findingsOf('example.org', USUAL_READ_OPTIONS, new Set(['https://example.org/']));
    assert.equal(finding?.fixes[0]?.edit.text, 'http://');
  });

  it('is not judged where a pattern leaves it out', () => {
    const options = { ...USUAL_READ_OPTIONS, exclude: ['*localhost*'] };
    assert.deepEqual(findingsOf('http://localhost/', options), []);
  });

  it('never shows a password', () => {
    for (const finding of findingsOf('https://user:secret@localhost/a.')) {
      assert.doesNotMatch([finding.message, ...finding.fixes.map(({ title }) => title)].join(), /secret/);
    }
  });

  it('leaves the choice to the person where a name may end so, or something is lost', () => {
    const isSure = (line: string) => findingsOf(line)[0]?.fixes.some(fix => fix.isSure);
    assert.equal(isSure('https://example.org/a.'), true);
    assert.equal(isSure('https://example.org/Yahoo!'), false);
    assert.equal(isSure('https://example.org/The_Sequel.'), false);
    assert.equal(isSure('https://user:secret@example.org/'), false);
    assert.equal(isSure('http://localhost/'), false);
  });

  it('has its findings within it, and edits that stay within it', () => {
    const part = fc.constantFrom(
      ...[
        'https://',
        'http:',
        '//',
        'user:p@',
        'example.org',
        'exаmple.org',
        'localhost',
        '/',
        '.',
        ')',
        '&amp;',
      ],
      ...[' ', ',', '|', '#', 'x', '%2e', '"', '\ud800', '…', '[::1]', ':80', '?a='],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const line = parts.join('');
        for (const { end, fixes, start } of findingsOf(line)) {
          assert.ok(0 <= start && start < end && end <= line.length, `${start} ${end}`);
          for (const { edit } of fixes)
            assert.ok(0 <= edit.start && edit.start <= edit.end && edit.end <= line.length);
        }
      }),
      runs(500),
    );
  });
});
