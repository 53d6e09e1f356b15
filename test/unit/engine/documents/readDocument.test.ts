/** Texts of any format as lists. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runAtOnce, runInTimeSlices } from '../../../../src/engine/async/timeSlices.ts';
import { FORMATS, type Format } from '../../../../src/engine/documents/formats.ts';
import { leftOutText } from '../../../../src/engine/documents/leftOutText.ts';
import { ListMerger } from '../../../../src/engine/documents/listMerger.ts';
import { partOfList } from '../../../../src/engine/documents/partOfList.ts';
import { readDocument } from '../../../../src/engine/documents/readDocument.ts';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import { type ReadOptions, USUAL_READ_OPTIONS } from '../../../../src/engine/links/readOptions.ts';
import { type List, linesInOrder } from '../../../../src/engine/model/list.ts';
import { runs } from '../../support/properties.ts';

const read = (text: string, format: Format = 'markdown', more: Partial<ReadOptions> = {}) =>
  runAtOnce(readDocument(text, format, { ...USUAL_READ_OPTIONS, ...more }));

/** Each place, as `line:start-end target`. */
function placesOf({ entries, targets }: List): string[] {
  return entries.map(({ end, line, start, target }) => `${line}:${start}-${end} ${targets[target]}`);
}

describe('a document', () => {
  it('is a list of its links, with their place, text, source and name', () => {
    const { leftOut, list, problem } = read('# Title\n\n[A & B](https://example.org/?a=1&amp;b=2#x)');
    assert.deepEqual(list.entries, [
      {
        line: 2,
        start: 8,
        end: 42,
        text: 'https://example.org/?a=1&b=2#x',
        source: 'https://example.org/?a=1&amp;b=2#x',
        label: 'A & B',
        target: 0,
      },
    ]);
    assert.deepEqual(list.targets, ['https://example.org/?a=1&b=2']);
    assert.deepEqual([list.rejected, leftOut, problem, list.assumed.size], [[], {}, undefined, 0]);
  });

  it('has a place for each mention of a URL, and fetches it once', () => {
    const { list } = read('<https://example.org> and\r\n<HTTPS://EXAMPLE.org/#a>, https://example.org/');
    assert.deepEqual(list.targets, ['https://example.org/']);
    assert.deepEqual(
      list.entries.map(({ line, target }) => [line, target]),
      [
        [0, 0],
        [1, 0],
        [1, 0],
      ],
    );
  });

  it('counts what is left out, and rejects what cannot be a page', () => {
    const { leftOut, list } = read(
      [
        '[a](/a) [b](b.md#x) [c](https://{{host}}/) [d](https://example.org/private)',
        '[e](mailto:a@example.org) [f](#f) [g](tel:1) [h](javascript:0) [i]()',
        '[j](https://example.org:99999/) [k](https://example.org:22/)',
      ].join('\n'),
      'markdown',
      { exclude: ['PRIVATE'] },
    );
    assert.deepEqual(leftOut, { URL_RELATIVE: 2, URL_TEMPLATE: 1, URL_EXCLUDED: 1 });
    assert.deepEqual(
      list.rejected.map(({ failure, line, text }) => [line, text, failure.code]),
      [
        [2, 'https://example.org:99999/', 'URL_INVALID'],
        [2, 'https://example.org:22/', 'URL_PORT'],
      ],
    );
    assert.deepEqual(list.entries, []);
    assert.equal(leftOutText({ leftOut }), 'Not scanned: 2 relative links, 1 template, 1 excluded URL');
  });

  it('has its images, unless one wants none, and its code, if one wants it', () => {
    const text = '![i](https://example.org/i) [l](https://example.org/l) `https://example.org/c`';
    const targets = (roles: ReadOptions['roles']) =>
      read(text, 'markdown', { roles })
        .list.targets.map(url => url.at(-1))
        .join('');
    assert.equal(targets(USUAL_READ_OPTIONS.roles), 'il');
    assert.equal(targets(['link']), 'l');
    assert.equal(targets(['link', 'code']), 'lc');
    assert.equal(targets(['image', 'code']), 'ic');
    assert.equal(targets([]), '');
  });

  it('may have a base: its own, or that which one names', () => {
    const html = '<a href="x">a</a><a href="?q">b</a><a href="//example.net/">c</a>';
    const targets = (text: string, base?: string) => read(text, 'html', { base }).list.targets;
    assert.deepEqual(targets(html), ['https://example.net/']);
    assert.deepEqual(targets(html, 'http://example.org/docs/page?p=1#f'), [
      'http://example.org/docs/x',
      'http://example.org/docs/page?q',
      'http://example.net/',
    ]);
    const own = `<base href="https://example.com/own/">${html}`;
    assert.equal(targets(own, 'http://example.org/')[0], 'https://example.com/own/x', 'its own comes first');
    const relative = `<base href="/own/">${html}`;
    assert.deepEqual(targets(relative), ['https://example.net/']);
  });

  it('has only what the patterns say', () => {
    const text = '[a](https://example.org/a) [b](https://example.com/b) [c](c)';
    const more = { include: ['example.org', 'EXAMPLE.*/c'], exclude: ['/a'], base: 'http://example.net/' };
    const { leftOut, list } = read(text, 'markdown', more);
    assert.deepEqual(list.targets, ['http://example.net/c']);
    assert.deepEqual(leftOut, { URL_EXCLUDED: 2 });
  });

  it('that is a list is read as one, with rows for what is left out', () => {
    const text = '# list\nexample.org\n/relative\nprose here\nhttps://example.org/no\n';
    const { leftOut, list } = read(text, 'list', { exclude: ['/no'] });
    assert.deepEqual(list, parseList(text, undefined, { ...USUAL_READ_OPTIONS, exclude: ['/no'] }));
    assert.deepEqual(leftOut, {});
    assert.deepEqual(
      list.rejected.map(({ failure }) => failure.code),
      ['URL_RELATIVE', 'NO_URL', 'URL_EXCLUDED'],
    );
    assert.deepEqual([...list.assumed], [0]);
  });

  it('that could not be read as a whole says so', () => {
    const { problem } = read('[a]('.repeat(20_000));
    assert.match(problem ?? '', /[^.]$/);
  });

  it('of many links is read in steps', async () => {
    const text = '[a](https://example.org/)\n'.repeat(5_000);
    let steps = 0;
    const document = await runInTimeSlices(readDocument(text, 'markdown'), slice => {
      steps++;
      return slice();
    });
    assert.equal(document.list.entries.length, 5_000);
    assert.ok(steps > 1, `${steps}`);
  });

  it('has the text of each place in its source, whatever it holds', () => {
    const unit = fc.constantFrom(
      ...[
        'https://example.org/a',
        'http://',
        '[',
        '](',
        ')',
        '<',
        '>',
        '"',
        ',',
        '\n',
        '\r\n',
        ' ',
        '{{',
        '&amp;',
      ],
      ...['<a href=', 'src=', '`', '😀', '/x', 'example.com', '#', '\\'],
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), fc.constantFrom(...FORMATS), (text, format) => {
        const { list } = read(text, format, { roles: ['link', 'image', 'code'] });
        const lines = text.split(/\r\n|\n|\r/);
        for (const { end, line, source, start, text: value } of linesInOrder(list))
          assert.equal(lines[line]?.slice(start, end), source ?? value);
        for (const { target } of list.entries) assert.match(list.targets[target] ?? '', /^https?:/);
        const used = new Set(list.entries.map(({ target }) => target));
        assert.equal(used.size, list.targets.length);
        assert.equal(new Set(list.targets).size, list.targets.length - countOfSame(list));
      }),
      runs(500),
    );
  });

  /** URLs that stand twice among the targets: with a scheme and without. */
  function countOfSame({ assumed, targets }: List): number {
    return targets.filter(
      (url, id) => assumed.has(id) && targets.some((each, at) => each === url && !assumed.has(at)),
    ).length;
  }
});

describe('what is left out of a document', () => {
  it('is one sentence, in the words for one and for many', () => {
    assert.equal(leftOutText({ leftOut: {} }), '');
    assert.equal(leftOutText({ leftOut: { URL_RELATIVE: 1 } }), 'Not scanned: 1 relative link');
    assert.equal(leftOutText({ leftOut: { URL_TEMPLATE: 12 } }), 'Not scanned: 12 templates');
    assert.equal(leftOutText({ leftOut: { URL_EXCLUDED: 2, NO_URL: 4 } }), 'Not scanned: 2 excluded URLs');
  });
});

describe('several documents', () => {
  it('are one list, in which a URL of many documents is fetched once', () => {
    const merger = new ListMerger();
    merger.add(0, parseList('https://example.org/a\nhttps://example.org/b\nno URL'));
    merger.add(2, read('[x](https://example.org/b)\n[y](https://example.org/c) [z](http://)').list);
    merger.add(3, parseList(''));
    const list = merger.list();
    assert.deepEqual(list.targets, [
      'https://example.org/a',
      'https://example.org/b',
      'https://example.org/c',
    ]);
    assert.deepEqual(
      linesInOrder(list).map(each => [
        each.document,
        each.line,
        'target' in each ? each.target : each.failure.code,
      ]),
      [
        [0, 0, 0],
        [0, 1, 1],
        [0, 2, 'NO_URL'],
        [2, 0, 1],
        [2, 1, 2],
        [2, 1, 'URL_INVALID'],
      ],
    );
    assert.deepEqual(placesOf(list)[2], '0:4-25 https://example.org/b');
  });

  it('ask a host without a scheme apart from the same host with one', () => {
    const merger = new ListMerger();
    merger.add(0, parseList('https://example.org/\nexample.com'));
    merger.add(1, parseList('example.org\nexample.com\nhttps://example.com'));
    const { assumed, entries, targets } = merger.list();
    assert.deepEqual(
      targets.map((url, id) => [url, assumed.has(id)]),
      [
        ['https://example.org/', false],
        ['https://example.com/', true],
        ['https://example.org/', true],
        ['https://example.com/', false],
      ],
    );
    assert.deepEqual(
      entries.map(({ target }) => target),
      [0, 1, 2, 1, 3],
    );
  });
});

describe('a part of a list', () => {
  const list = parseList(
    'https://example.org/\nexample.com\nno URL\nhttps://example.org/\nhttps://example.net/\nhttp://',
  );

  it('has only its places, and targets of its own', () => {
    const part = partOfList(list, ({ line }) => line === 1 || line > 2);
    assert.deepEqual(placesOf(part), [
      '1:0-11 https://example.com/',
      '3:0-20 https://example.org/',
      '4:0-20 https://example.net/',
    ]);
    assert.deepEqual([...part.assumed], [0]);
    assert.deepEqual(
      part.rejected.map(({ line }) => line),
      [5],
    );
  });

  it('is the list itself if it holds all, and empty if none', () => {
    assert.deepEqual(
      partOfList(list, () => true),
      list,
    );
    assert.deepEqual(
      partOfList(list, () => false),
      parseList(''),
    );
  });
});
