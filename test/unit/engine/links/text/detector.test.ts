/** What the detector of VS Code finds in a line, and where a URL ends. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { detectedIn } from '../../../../../src/engine/links/text/detector.ts';
import { runs } from '../../../support/properties.ts';

const urlsIn = (line: string) => detectedIn(line).map(({ start, end }) => line.slice(start, end));

describe('a URL in a line', () => {
  const url = 'https://example.com/a';

  for (const [name, before, behind] of [
    ['nothing', '', ''],
    ['blanks', ' \t', '\t '],
    ['round brackets', '(', ')'],
    ['a bracket and a full stop', '(see ', ').'],
    ['square brackets', '[', ']'],
    ['curly brackets', '{', '}'],
    ['angle brackets', '<', '>'],
    ['quotes', '"', '"'],
    ['single quotes', "'", "'"],
    ['backticks', '`', '`'],
    ['escaped quotes', '\\"', '\\"'],
    ['typographic quotes', '“', '”'],
    ['German quotes', '„', '“'],
    ['single typographic quotes', '‘', '’'],
    ['French quotes', '«\u00a0', '\u00a0»'],
    ['Chinese brackets', '（', '）'],
    ['Japanese quotes', '「', '」'],
    ['Chinese title marks', '《', '》再'],
    ['other Chinese brackets', '【', '】'],
    ['Chinese full stops', '。', '。好'],
    ['a Chinese exclamation mark', '看', '！好'],
    ['ideographic blanks', '\u3000', '\u3000'],
    ['asterisks', '**', '**'],
    ['colours of a terminal', '\u001b[31m', '\u001b[0m'],
    ['escapes of code', '\\n', '\\nnext'],
    ['a comma', '', ', and'],
    ['a question mark', 'see ', '?'],
    ['exclamation marks', '', '!!'],
    ['an ellipsis', '', '...'],
    ['a typographic ellipsis', '', '…'],
    ['bars', '|', '|x'],
    ['other words', 'x', ''],
    ['NUL', '\0', '\0'],
  ] as const) {
    it(`ends and begins at ${name}`, () => assert.deepEqual(urlsIn(before + url + behind), [url]));
  }

  for (const whole of [
    'HTTP://EXAMPLE.COM',
    'https://example.com/a_(b)',
    'https://example.com/a_(b)/c',
    'https://[::1]:8080/x',
    'https://example.com/über?straße=ß#ä',
    'https://example.com/{{x}}/{y}',
    'http://user:word@example.com/',
    'https://example.com/a;b,c:d!e?f',
    'https://example.com/😀',
    'http://localhost:3000',
  ]) {
    it(`is whole: ${whole}`, () => {
      assert.deepEqual(urlsIn(whole), [whole]);
      assert.deepEqual(urlsIn(`(${whole})`), [whole]);
      assert.deepEqual(urlsIn(`See "${whole}".`), [whole]);
    });
  }

  it('keeps a mark at its end within quotes, and loses brackets that close nothing', () => {
    assert.deepEqual(urlsIn('"https://example.com/a?"'), ['https://example.com/a?']);
    assert.deepEqual(urlsIn('(see https://example.com/a_(b)))'), ['https://example.com/a_(b)']);
  });

  it('is http: or https:, with something behind it', () => {
    for (const line of [
      'file:///a',
      'ftp://a',
      'mailto:a@b',
      'example.com',
      'http:/a',
      'http://',
      'https://. x',
    ])
      assert.deepEqual(urlsIn(line), [], line);
  });

  it('is one of several', () => {
    assert.deepEqual(urlsIn('http://a.example/[ http://b.example/\\nhttp://c.example/'), [
      'http://a.example/[',
      'http://b.example/',
      'http://c.example/',
    ]);
    assert.deepEqual(urlsIn('"http://a.example/","http://b.example/"'), [
      'http://a.example/',
      'http://b.example/',
    ]);
  });
});

describe('a long line', () => {
  it('is read to its end, with and without white space', () => {
    for (const filling of ['x'.repeat(200_000), 'x '.repeat(100_000), '"x",'.repeat(50_000)]) {
      const line = `http://a.example/ ${filling} http://b.example/ ${filling}"http://c.example/"`;
      assert.deepEqual(urlsIn(line), ['http://a.example/', 'http://b.example/', 'http://c.example/']);
    }
  });

  it('of code without white space is cut between its strings', () => {
    const line = Array.from({ length: 20_000 }, (_, index) => `"http://a.example/${index}"`).join(',');
    assert.equal(urlsIn(line).length, 20_000);
    assert.ok(urlsIn(line).every((url, index) => url === `http://a.example/${index}`));
  });
});

it('ranges are in order, hold a URL without white space, and do not overlap, whatever the line', () => {
  const pieces =
    'http:// https:// HTTP:// file:// / a .example ( ) [ ] { } " \' ` < > | * . , ; : ! ? \\ “ ” 。 é 😀 \ud83d \0'.split(
      ' ',
    );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ' ', '\u00a0'), { maxLength: 40 }), parts => {
      const line = parts.join('');
      let last = 0;
      for (const { start, end } of detectedIn(line)) {
        assert.ok(start >= last && end <= line.length);
        assert.match(line.slice(start, end), /^https?:\/\/[^\s\\<>|]+$/i);
        last = end;
      }
    }),
    runs(1000),
  );
});
