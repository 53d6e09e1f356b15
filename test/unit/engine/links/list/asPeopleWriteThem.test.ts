/** Lists as people write them: the URLs of `test/lists/`, and what stands around them. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../../src/engine/async/timeSlices.ts';
import { formatOf } from '../../../../../src/engine/documents/formats.ts';
import { readDocument } from '../../../../../src/engine/documents/readDocument.ts';
import { parseList } from '../../../../../src/engine/links/list/readList.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../lists');

describe('the list', () => {
  for (const name of readdirSync(FOLDER).filter(name => name.endsWith('.txt'))) {
    it(`${name} holds the URLs that a person sees`, () => {
      const text = readFileSync(path.join(FOLDER, name), 'utf8');
      const expected: { line: number; url: string }[] = JSON.parse(
        readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'),
      );
      const { list } = runAtOnce(readDocument(text, formatOf({ text, name })));
      // Hosts without a scheme are scanned, too.
      const withScheme = list.entries.filter(({ target }) => !list.assumed.has(target));
      assert.deepEqual(
        withScheme.map(({ line, target }) => [line + 1, list.targets[target]]),
        expected.map(({ line, url }) => [line, url]),
      );
    });
  }
});

/** What is found on a line: URLs as they stand there, or the code of what is not scanned. */
function found(line: string): string[] {
  const { assumed, entries, rejected, targets } = parseList(line);
  const urls = entries.map(({ start, target, text }) => ({
    start,
    is: assumed.has(target) ? targets[target] : text,
  }));
  return [...urls, ...rejected.map(({ failure, start }) => ({ start, is: failure.code }))]
    .sort((a, b) => a.start - b.start)
    .map(({ is }) => is ?? '');
}

function play(rows: readonly [line: string, ...found: string[]][]): void {
  for (const [line, ...expected] of rows)
    it(`${JSON.stringify(line)} holds ${expected.join(' and ')}`, () =>
      assert.deepEqual(found(line), expected));
}

describe('a URL alone on its line is taken whole:', () => {
  play([
    ['https://a.example/b.', 'https://a.example/b.'],
    ['https://a.example/b)', 'https://a.example/b)'],
    ['https://a.example/?q=1,2,3', 'https://a.example/?q=1,2,3'],
    ['https://a.example/web/https://b.example/', 'https://a.example/web/https://b.example/'],
    ['https://a.example/?to=https://b.example/', 'https://a.example/?to=https://b.example/'],
    ["https://a.example/rubik's", "https://a.example/rubik's"],
    ['https://a.example/?q=two words&page=2', 'https://a.example/?q=two words&page=2'],
    ['  https://a.example/\u200b', 'https://a.example/'],
    ['\u00a0https://a.example/\u3000', 'https://a.example/'],
  ]);
});

describe('what stands at the end of a URL alone on its line is taken off:', () => {
  play([
    ['https://a.example/b,', 'https://a.example/b'],
    ['https://a.example/b",', 'https://a.example/b'],
    ["https://a.example/b',", 'https://a.example/b'],
    ['https://a.example/b。', 'https://a.example/b'],
    ['https://a.example/b”', 'https://a.example/b'],
    ['https://a.example, ', 'https://a.example'],
  ]);
});

describe('several URLs on a line are told apart:', () => {
  play([
    ['https://a.example/b https://c.example/d', 'https://a.example/b', 'https://c.example/d'],
    ['https://a.example/b,https://c.example/d', 'https://a.example/b', 'https://c.example/d'],
    ['https://a.example/b;http://c.example', 'https://a.example/b', 'http://c.example'],
    ['https://a.example\thttps://c.example', 'https://a.example', 'https://c.example'],
    ['"https://a.example/b","https://c.example/d",', 'https://a.example/b', 'https://c.example/d'],
    ["['https://a.example/b', 'https://c.example/d'", 'https://a.example/b', 'https://c.example/d'],
    ['| [A](https://a.example) | <https://c.example> |', 'https://a.example', 'https://c.example'],
    ['https://a.example|https://c.example', 'https://a.example', 'https://c.example'],
  ]);
});

describe('text around a URL is no part of it:', () => {
  play([
    ['- https://a.example/b', 'https://a.example/b'],
    ['12. https://a.example/b', 'https://a.example/b'],
    ['[x] https://a.example/b', 'https://a.example/b'],
    ['Title: https://a.example/b', 'https://a.example/b'],
    ['Title - https://a.example/b (a remark)', 'https://a.example/b'],
    ['Title;https://a.example/b;remark', 'https://a.example/b;remark'],
    ['Title,https://a.example/b,', 'https://a.example/b'],
    ['HOME=https://a.example/b', 'https://a.example/b'],
    ['see https://a.example/b, please.', 'https://a.example/b'],
    ['see https://a.example/b.', 'https://a.example/b'],
    ['(see https://a.example/b)', 'https://a.example/b'],
    ['see (https://a.example/b_(c)) there', 'https://a.example/b_(c)'],
    ['see https://a.example/b_(c).', 'https://a.example/b_(c)'],
    ['[Title](https://a.example/b_(c))', 'https://a.example/b_(c)'],
    ['<https://a.example/b> and more', 'https://a.example/b'],
    ['**https://a.example/b** is bold', 'https://a.example/b'],
    ['“https://a.example/b” is quoted', 'https://a.example/b'],
    ['见https://a.example/b。谢谢', 'https://a.example/b'],
    ['https://a.example,remark', 'https://a.example'],
    ['https://a.example/b 7', 'https://a.example/b'],
    ['https://a.example/?q=two words', 'https://a.example/?q=two'],
    ['have you seen https://a.example/b?', 'https://a.example/b'],
    ['wget "https://a.example/b?c=d" | sh', 'https://a.example/b?c=d'],
  ]);
});

describe('a host without a scheme is one of https:', () => {
  play([
    ['example.com', 'https://example.com/'],
    ['www.example.com/path?x=1', 'https://www.example.com/path?x=1'],
    ['//example.com/x', 'https://example.com/x'],
    ['localhost:8080', 'https://localhost:8080/'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['10.0.0.1:8080', 'https://10.0.0.1:8080/'],
    ['127.0.0.1/x', 'https://127.0.0.1/x'],
    ['[::1]:8080', 'https://[::1]:8080/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['sub_domain.example.org', 'https://sub_domain.example.org/'],
    ['printer.local', 'https://printer.local/'],
    ['intranet:3000/x', 'https://intranet:3000/x'],
    ['- example.com', 'https://example.com/'],
    ['"example.com",', 'https://example.com/'],
    ['example.com # mine', 'https://example.com/'],
    ['EXAMPLE.COM', 'https://example.com/'],
    ['example.com:25', 'URL_PORT'],
    ['example.com:99999', 'URL_INVALID'],
  ]);
});

describe('no host is', () => {
  play([
    ['README.md', 'NO_URL'],
    ['setup.py', 'NO_URL'],
    ['archive.zip', 'NO_URL'],
    ['Node.js', 'NO_URL'],
    ['package.json', 'NO_URL'],
    ['1.2.3', 'NO_URL'],
    ['3.14', 'NO_URL'],
    ['e.g.', 'NO_URL'],
    ['me@example.com', 'NO_URL'],
    ['example com', 'NO_URL'],
    ['word', 'NO_URL'],
    ['-.example.com', 'NO_URL'],
    ['a..example.com', 'NO_URL'],
    ['999.999.999.999', 'NO_URL'],
  ]);

  it('anything, if the option is off', () => {
    const { rejected } = parseList('example.com', undefined, {
      assumesScheme: false,
      roles: [],
      include: [],
      exclude: [],
    });
    assert.match(rejected[0]?.failure.message ?? '', /the scheme is missing; put https:\/\/ in front/);
  });
});

describe('the options of a list', () => {
  const options = { assumesScheme: true, roles: [], include: [], exclude: [] };

  it('resolve what is relative against a base', () => {
    const list = parseList('/a\nb/c.html\nindex.html?x\nword', undefined, {
      ...options,
      base: 'https://example.com/docs/',
    });
    assert.deepEqual(list.targets, [
      'https://example.com/a',
      'https://example.com/docs/b/c.html',
      'https://example.com/docs/index.html?x',
    ]);
    assert.deepEqual(
      list.rejected.map(({ failure }) => failure.code),
      ['NO_URL'],
    );
  });

  it('leave out what a pattern excludes, and say so', () => {
    const text = 'https://a.example/x\nhttps://b.example/private/y\nb.example';
    const list = parseList(text, undefined, { ...options, exclude: ['b.example/*/y', 'B.EXAMPLE/'] });
    assert.deepEqual(list.targets, ['https://a.example/x']);
    assert.deepEqual(
      list.rejected.map(({ failure, line }) => [line, failure.code]),
      [
        [1, 'URL_EXCLUDED'],
        [2, 'URL_EXCLUDED'],
      ],
    );
  });
});
