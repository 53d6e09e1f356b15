/** The reading of a list: the result for each line. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseList, rangesOfLine } from '../../../../../src/engine/links/list/readList.ts';
import { linesInOrder } from '../../../../../src/engine/model/list.ts';
import { runs } from '../../../support/properties.ts';

const EMPTY = { entries: [], rejected: [], targets: [], assumed: new Set() };

/** The line and the URL of each entry. */
const entriesOf = (text: string) => parseList(text).entries.map(({ line, text }) => [line, text]);

describe('lines of a list', () => {
  const twoLines: [name: string, text: string][] = [
    ['LF', 'http://a/\nhttp://b/'],
    ['CRLF', 'http://a/\r\nhttp://b/'],
    ['a lone CR', 'http://a/\rhttp://b/'],
    ['a line break behind the last line', 'http://a/\nhttp://b/\n'],
    ['a byte order mark', '\ufeffhttp://a/\nhttp://b/'],
    ['blanks around the URLs', ' \thttp://a/  \n\u00a0http://b/\t'],
  ];
  for (const [name, text] of twoLines) {
    it(`are told apart with ${name}`, () => {
      assert.deepEqual(entriesOf(text), [
        [0, 'http://a/'],
        [1, 'http://b/'],
      ]);
    });
  }

  it('keep the numbers of the editor where line breaks are mixed and lines are blank', () => {
    assert.deepEqual(entriesOf('\r\n# note\r\rhttp://a/\n  \nhttp://b/\r\n\r\nhttp://c/'), [
      [3, 'http://a/'],
      [5, 'http://b/'],
      [7, 'http://c/'],
    ]);
  });

  it('are not ended by Unicode separators, which editors show within a line', () => {
    for (const separator of ['\u2028', '\u2029', '\u0085', '\v', '\f']) {
      const { entries, rejected } = parseList(`http://a/${separator}http://b/\nhttp://c/`);
      assert.equal(entries.at(-1)?.line, 1);
      // A control character is no border of a URL. White space is.
      const expected = separator === '\u0085' ? [1, 1] : [3, 0];
      assert.deepEqual([entries.length, rejected.length], expected);
    }
  });

  it('hold nothing when the list is empty, blank or only comments', () => {
    for (const text of ['', '\ufeff', '\n\n', '  \t\r\n', '# http://a/\n   # http://b/', '#']) {
      assert.deepEqual(parseList(text), EMPTY);
    }
  });

  it('are read only where they are selected', () => {
    const text = 'http://a/\nnonsense\nhttp://b/\n# note\nhttp://c/';
    const { entries, rejected, targets } = parseList(text, new Set([1, 3, 4]));
    assert.deepEqual(
      entries.map(({ line, target }) => [line, target]),
      [[4, 0]],
    );
    assert.deepEqual(
      rejected.map(({ line }) => line),
      [1],
    );
    assert.deepEqual(targets, ['http://c/']);
    assert.deepEqual(parseList(text, new Set()), EMPTY);
  });
});

describe('comments', () => {
  const lines: [line: string, url: string | undefined][] = [
    ['# http://a/', undefined],
    ['   #http://a/', undefined],
    ['http://a/ # note', 'http://a/'],
    ['http://a/\t#note # more', 'http://a/'],
    ['http://a/ #', 'http://a/'],
    ['http://a/#fragment', 'http://a/#fragment'],
    ['http://a/#fragment # note', 'http://a/#fragment'],
    ['http://a/?x#y#z', 'http://a/?x#y#z'],
  ];
  for (const [line, url] of lines) {
    it(`leave ${url ?? 'nothing'} of “${line.trim()}”`, () => assert.equal(rangesOfLine(line)[0]?.text, url));
  }
});

describe('the range of a line', () => {
  const lines: [line: string, start: number, end: number][] = [
    ['http://a/', 0, 9],
    ['  http://a/', 2, 11],
    ['\thttp://a/   # note', 1, 10],
    ['http://a/#f  ', 0, 11],
    ['  not a url ', 2, 11],
    ['http://a/😀', 0, 11],
  ];
  for (const [line, start, end] of lines) {
    it(`is the URL alone in ${JSON.stringify(line)}`, () => {
      const [parsed] = rangesOfLine(line);
      assert.deepEqual([parsed?.start, parsed?.end], [start, end]);
      assert.equal(line.slice(start, end), parsed?.text);
    });
  }

  it('does not count the byte order mark, which the editor has taken off', () => {
    const { entries, rejected } = parseList('\ufeff http://a/');
    assert.deepEqual([rejected, entries[0]?.start, entries[0]?.end], [[], 1, 10]);
  });
});

describe('duplicates', () => {
  const same: [name: string, first: string, second: string][] = [
    ['the fragment', 'http://example.com/x#a', 'http://example.com/x#b'],
    ['an empty fragment', 'http://example.com/x', 'http://example.com/x#'],
    ['the case of scheme and host', 'http://example.com/', 'HTTP://Example.COM/'],
    ['the default port', 'https://example.com:443/', 'https://example.com/'],
    ['the slash behind the host', 'http://example.com', 'http://example.com/'],
    ['dots in the path', 'http://example.com/a/../b', 'http://example.com/b'],
    ['the spelling of an international name', 'http://bücher.example/', 'http://xn--bcher-kva.example/'],
  ];
  for (const [name, first, second] of same) {
    it(`that differ only in ${name} share a target`, () => {
      const { entries, targets } = parseList(`${first}\n${second}`);
      assert.deepEqual(
        entries.map(({ text, target }) => [text, target]),
        [
          [first, 0],
          [second, 0],
        ],
      );
      assert.equal(targets.length, 1);
    });
  }

  it('are no duplicates when scheme, path case, port or query differ', () => {
    const urls = ['http://a/', 'https://a/', 'http://a/X', 'http://a/x', 'http://a:8080/', 'http://a/?q'];
    assert.deepEqual(parseList(urls.join('\n')).targets, urls);
  });

  it('keep the targets in the order of the list', () => {
    const { entries, targets } = parseList('http://b/\nhttp://a/\nhttp://b/\nhttp://c/\nhttp://a/');
    assert.deepEqual(targets, ['http://b/', 'http://a/', 'http://c/']);
    assert.deepEqual(
      entries.map(({ target }) => target),
      [0, 1, 0, 2, 1],
    );
  });
});

/** Whether a line is neither blank nor a comment. Characters without width are blank. */
const isRead = (line: string) =>
  /^[\s\u200b-\u200d\u2060\ufeff\u00ad]*[^\s\u200b-\u200d\u2060\ufeff\u00ad#]/u.test(line);

it('every line that is neither blank nor a comment has entries or rejected lines, which do not overlap', () => {
  const pieces =
    'http:// https:// HTTP:// ftp: // / a .b example.com :80 :x @ ? # % [::1] \\ é 😀 \u0000 \ufeff'.split(
      ' ',
    );
  pieces.push(' ', '\t', '\u2028', '\r', '\n', '\r\n');
  const someText = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 });
  fc.assert(
    fc.property(someText, parts => {
      const text = parts.join('');
      const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
      const expected = lines.flatMap((line, index) => (isRead(line) ? [index] : []));
      const list = parseList(text);
      const { entries, targets } = list;
      const found = linesInOrder(list);
      assert.deepEqual(
        [...new Set(found.map(({ line }) => line))],
        expected,
        `the lines of ${JSON.stringify(text)}`,
      );
      for (const [index, { line, start }] of found.entries()) {
        const before = found[index - 1];
        assert.ok(before?.line !== line || start >= before.end, `overlaps in ${JSON.stringify(text)}`);
      }
      for (const { line, start, end, text } of found) assert.equal(lines[line]?.slice(start, end), text);
      assert.deepEqual(
        new Set(entries.map(({ target }) => target)),
        new Set(targets.keys()),
        `the targets of ${JSON.stringify(text)}`,
      );
    }),
    runs(3_000),
  );
});
