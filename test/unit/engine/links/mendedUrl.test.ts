/** The URL that is meant by one that does not work. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Mended, mendedUrl } from '../../../../src/engine/links/mendedUrl.ts';

type Row = [text: string, url: string, wrong: string];

function play(place: Mended['place'], rows: readonly Row[]): void {
  for (const [text, url, wrong] of rows)
    it(`${text} is ${url}`, () => assert.deepEqual(mendedUrl(text), { url, wrong, place }));
}

describe('what stands behind a URL is taken off:', () => {
  play('end', [
    ['https://e/x;', 'https://e/x', ';'],
    ['https://e/x.', 'https://e/x', '.'],
    ['https://e/x)', 'https://e/x', ')'],
    ['https://e/x,', 'https://e/x', ','],
    ["https://e/x'", 'https://e/x', "'"],
    ['https://e/x"', 'https://e/x', '"'],
    ['https://e/x>', 'https://e/x', '>'],
    ['https://e/x]', 'https://e/x', ']'],
    ['https://e/x}', 'https://e/x', '}'],
    ['https://e/x`', 'https://e/x', '`'],
    ['https://e/x!', 'https://e/x', '!'],
    ['https://e/x:', 'https://e/x', ':'],
    ['https://e/x”', 'https://e/x', '”'],
    ['https://e/x。', 'https://e/x', '。'],
    ['https://e/x).', 'https://e/x', ').'],
    ['https://e/x">a</a>', 'https://e/x">a</a', '>'],
    ['https://e/x"}],', 'https://e/x', '"}],'],
    ['https://e/?a=b,', 'https://e/?a=b', ','],
    ['https://e/x).#part', 'https://e/x#part', ').'],
    ['https://e/x).#a#b', 'https://e/x#a#b', ').'],
    ['https://e/x】', 'https://e/x', '】'],
    ['https://e/(https://f/x))', 'https://e/(https://f/x)', ')'],
    ['https://example.com,', 'https://example.com', ','],
    ['http://localhost:80)', 'http://localhost:80', ')'],
    ['https://e/wiki/Foo_(bar))', 'https://e/wiki/Foo_(bar)', ')'],
    ['https://e/wiki/Foo_(bar).', 'https://e/wiki/Foo_(bar)', '.'],
    ['https://e/a[1]]', 'https://e/a[1]', ']'],
  ]);
});

describe('what the URL parser has encoded or added is seen through:', () => {
  play('end', [
    ['https://e/x%22', 'https://e/x', '"'],
    ['https://e/x%22%3E', 'https://e/x', '">'],
    ['https://e/x%E2%80%9D', 'https://e/x', '”'],
    ['https://e/x%e2%80%9d.', 'https://e/x', '”.'],
    ['https://e/x%60', 'https://e/x', '`'],
    ['https://e/a%28b%29%29', 'https://e/a%28b%29', ')'],
    ['https://example.com,/', 'https://example.com', ','],
    ['https://example.com./', 'https://example.com', '.'],
  ]);
});

describe('what stands before a URL is taken off:', () => {
  play('start', [
    ['"https://e/x",', 'https://e/x', '"'],
    ['<https://e/x>', 'https://e/x', '<'],
    ["'http://e/x'", 'http://e/x', "'"],
    ['"https://e/x#"', 'https://e/x#"', '"'],
    ['(https://e/wiki/Foo_(bar))', 'https://e/wiki/Foo_(bar)', '('],
    ['["https://e/x"]', 'https://e/x', '["'],
    ['“https://e/x”', 'https://e/x', '“'],
  ]);
});

describe('an & as HTML writes it is one:', () => {
  play('ampersand', [
    ['https://e/?a=1&amp;b=2', 'https://e/?a=1&b=2', '&amp;'],
    ['https://e/?a=1&AMP;b=2&amp;c=3', 'https://e/?a=1&b=2&c=3', '&AMP;'],
    ['https://e/?a=1&amp;amp;b=2', 'https://e/?a=1&b=2', '&amp;amp;'],
    ['https://e/?a=1%26amp%3Bb=2', 'https://e/?a=1&b=2', '%26amp%3B'],
    ['https://e/?a=1%26amp;b=2', 'https://e/?a=1&b=2', '%26amp;'],
    ['https://e/?a=1&#38;b=2', 'https://e/?a=1&b=2', '&#38;'],
    ['https://e/?a=1&#x26;b=2#part', 'https://e/?a=1&b=2#part', '&#x26;'],
    ['https://e/x&amp;', 'https://e/x&', '&amp;'],
  ]);

  it('beside something that is taken off', () => {
    assert.deepEqual(mendedUrl('https://e/?a=1&amp;b=2).'), {
      url: 'https://e/?a=1&b=2',
      wrong: ').',
      place: 'end',
    });
  });
});

describe('nothing is wrong with', () => {
  for (const text of [
    'https://e/',
    'https://e/x',
    'https://e/x/',
    'https://e/x?',
    'https://e/x-_~*+=$@',
    'https://e/?amp;=1',
    'https://e/?a=1&amplitude=2',
    'https://e/?a=1&b=2',
    'https://e/wiki/Foo_(bar)',
    'https://e/wiki/Foo_%28bar%29',
    'https://e/a(b)(c)',
    'https://e/【x】',
    'https://e/「x」',
    'https://e/（x）',
    'https://e/%22x',
    'https://e/(https://f/x)',
    'shttp://e/x)',
    'ftp://e/x)',
    'https://e/(a[b]{c})',
    'https://e/%41',
    'https://e/caf%C3%A9',
    'https://e/%E9',
    'https://e/x#y).',
    'https://[::1]/',
    'https://[::1]',
    'https://...',
    'https://.',
    '"example.com"',
    'mailto:a@b.example>',
    '',
    '.',
  ]) {
    it(JSON.stringify(text), () => assert.equal(mendedUrl(text), undefined));
  }
});

it('so much is taken off, and no more: the work grows as the URL does', () => {
  assert.equal(mendedUrl(`https://e/x${')'.repeat(20)}`)?.url, 'https://e/x');
  for (const length of [1_000, 8_000])
    assert.equal(mendedUrl(`https://e/x${'.'.repeat(length)}`)?.wrong.length, 20);
});
