/** The search of a page: counts, places and notes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MOST_MATCHES } from '../../../../src/engine/search/ranges.ts';
import { pointedAt, search } from '../../support/searching.ts';

const inText = { searchIn: 'text' } as const;

describe('a search of the source', () => {
  const page =
    '<title>Python</title><meta name=python content="Python">\n<!-- python --><p class=python>Python <b>python</b>s';

  it('counts everything, and tells title, text and markup apart', async () => {
    const { count, places } = await search(page);
    assert.deepEqual([count, places], [7, { title: 1, text: 2, markup: 4 }]);
  });

  it('tells nothing apart in what is neither HTML nor XML', async () => {
    for (const type of ['text/plain', 'application/json', 'text/css', 'text/markdown']) {
      assert.deepEqual((await search(page, { type })).places, { title: 0, text: 7, markup: 0 }, type);
    }
  });

  it('knows a page without a label by how it begins', async () => {
    for (const type of ['', 'application/octet-stream']) {
      assert.equal((await search(`<!DOCTYPE html>\n${page}`, { type })).places.markup, 4);
      assert.equal((await search(page, { type })).places.markup, 4);
      assert.equal((await search('<?xml version="1.0"?><python/>', { type })).places.markup, 1);
      assert.equal((await search('Python <b>', { type })).places.text, 1);
    }
  });

  const xml: [type: string, page: string][] = [
    ['application/rss+xml', '<rss><title>Python</title><a python=""/></rss>'],
    ['image/svg+xml', '<svg><text>Python</text><python/></svg>'],
    ['text/xml', '<a><![CDATA[Python]]><!--python--></a>'],
  ];
  for (const [type, page] of xml) {
    it(`tells text and markup of ${type} apart`, async () => {
      const { title, text, markup } = (await search(page, { type })).places;
      assert.deepEqual([title + text, markup], [1, 1]);
    });
  }

  it('does not decode character references', async () => {
    assert.equal((await search('<p>caf&eacute;', { term: 'café' })).count, 0);
    assert.equal((await search('<p>caf&eacute;', { term: '&eacute;' })).count, 1);
  });
});

describe('a search of the text', () => {
  const rows: [page: string, term: string, found: string[]][] = [
    ['<p>caf&eacute;</p>', 'café', ['caf&eacute;']],
    ['<p>&#x63;af&eacute</p>', 'café', ['&#x63;af&eacute']],
    ['<p>cafe&#x301;s</p>', 'café', ['cafe&#x301;']],
    ['<p>&amp;amp;</p>', '&amp;', ['&amp;amp;']],
    ['<p>&amp;amp;</p>', '&amp;amp;', []],
    ['<title>caf&eacute;</title>', 'café', ['caf&eacute;']],
    ['<p>foo<b>bar</b>', 'foobar', ['foo<b>bar']],
    ['<p>foo<p>bar</p>', 'foobar', []],
    ['<p title=python>x</p><script>python</script><!--python-->', 'python', []],
    ['one\n<p>two\n<b>Python</b>', 'python', ['Python']],
  ];
  for (const [page, text, found] of rows) {
    it(`for ${text} in ${page} finds ${found.length}, where it stands`, async () => {
      const result = await search(page, { term: text, options: inText });
      assert.deepEqual([result.count, pointedAt(page, result)], [found.length, found]);
      assert.equal(result.places.markup, 0);
    });
  }

  it('tells title and text apart', async () => {
    const { places } = await search('<title>&#80;ython</title><p>python', { options: inText });
    assert.deepEqual(places, { title: 1, text: 1, markup: 0 });
  });

  it('reads what is no HTML as it stands', async () => {
    assert.equal(
      (await search('caf&eacute;', { term: 'café', type: 'text/plain', options: inText })).count,
      0,
    );
    assert.equal((await search('<a>', { term: '<a>', type: 'text/plain', options: inText })).count, 1);
  });
});

describe('canonical equivalence', () => {
  const forms = ['café', 'cafe\u0301'];
  for (const text of forms) {
    for (const form of forms) {
      it(`finds ${[...form].length} characters in any case by ${[...text].length}, where they stand`, async () => {
        const page = `x\n<p>a ${form.toUpperCase()} b ${form}`;
        const result = await search(page, { term: text });
        assert.equal(result.count, 2);
        assert.deepEqual(pointedAt(page, result), [form.toUpperCase()]);
        const [line] = result.lines;
        assert.deepEqual(
          line?.highlights.map(([start, end]) => line.text.slice(start, end)),
          [form.toUpperCase(), form],
        );
      });
    }
  }

  it('takes a letter and its mark for one character', async () => {
    assert.equal((await search('cafe\u0301', { term: 'cafe' })).count, 0);
    assert.equal((await search('Python\u0332', { term: { text: 'python', wholeWord: true } })).count, 0);
    assert.equal((await search('x\u0332Python', { term: { text: 'python', wholeWord: true } })).count, 0);
    assert.equal((await search('x\u0332 Python', { term: { text: 'python', wholeWord: true } })).count, 1);
  });

  it('holds for a regular expression as well', async () => {
    const page = 'cafe\u0301 CAFÉ';
    const result = await search(page, { term: { text: 'caf[e\u0301]', regularExpression: true } });
    assert.deepEqual([result.count, pointedAt(page, result)], [2, ['cafe\u0301']]);
    assert.equal((await search(page, { term: { text: 'caf.', regularExpression: true } })).count, 2);
  });
});

describe('what looks alike', () => {
  // People disagree on which characters are the same. These rows document the decisions.
  const rows: [name: string, page: string, term: string, count: number][] = [
    ['a soft hyphen stands between letters', 'py\u00adthon', 'python', 0],
    ['a zero-width space stands between letters', 'py\u200bthon', 'python', 0],
    ['a no-break space is not a space', 'a\u00a0b', 'a b', 0],
    ['full-width letters are other letters', 'Ｐｙｔｈｏｎ', 'python', 0],
    ['a dotted capital I is not i', 'İ', 'i', 0],
    ['a dotless i is not I', 'ı', 'I', 0],
    ['a final sigma is a sigma', 'ΟΔΟΣ οδος', 'οδός'.normalize('NFD').replace('\u0301', ''), 2],
    ['a sharp s is not ss', 'STRASSE', 'straße', 0],
    ['a capital sharp s is a sharp s', 'STRAẞE', 'straße', 1],
    ['the Kelvin sign is K', '\u212aelvin', 'kelvin', 1],
    ['a ligature is not its letters', 'ﬁne', 'fine', 0],
  ];
  for (const [name, page, text, count] of rows) {
    it(`${count ? 'is found' : 'is not found'}: ${name}`, async () => {
      assert.equal((await search(page, { term: text })).count, count);
    });
  }
});

describe('a term', () => {
  for (const text of [
    '.*+?^${'.concat('}()|[]\\/-'),
    '😀',
    '\ud83d\ude00\ud83d\ude00',
    'שלום',
    '\u202eabc',
    'x'.repeat(10_000),
  ]) {
    it(`stands for itself: ${text.slice(0, 20)} (${text.length})`, async () => {
      const page = `a ${text} b ${text}`;
      const result = await search(page, { term: text, type: 'text/plain' });
      assert.deepEqual([result.count, pointedAt(page, result)[0]], [2, text]);
    });
  }

  it('does not find half a character', async () => {
    assert.equal((await search('😀', { term: '\ud83d' })).count, 0);
    assert.equal((await search('😀', { term: '\ude00' })).count, 0);
  });
});

describe('very many matches', () => {
  it('are counted to a limit, and that is said', async () => {
    const { count, lines, note, places } = await search('a'.repeat(MOST_MATCHES + 10), { term: 'a' });
    assert.deepEqual([count, lines.length, places.text], [MOST_MATCHES, 50, MOST_MATCHES]);
    assert.match(note ?? '', /first 1,000,000/);
  });

  it('are all counted below it', async () => {
    assert.equal((await search('a\n'.repeat(400_000), { term: 'a' })).count, 400_000);
  });

  it('of nothing are none', async () => {
    const found = await search('a'.repeat(500_000), { term: { text: 'x*', regularExpression: true } });
    assert.equal(found.count, 0);
  });
});

describe('a page without a match', () => {
  const rows: [name: string, page: string, note: RegExp | undefined, type?: string][] = [
    ['that is empty says so', '', /empty/],
    ['that is blank says so', ' \n ', /empty/],
    ['that scripts build says so', '<div id=root></div><script src=a></script>', /JavaScript/],
    ['that sends browsers on says so', '<meta http-equiv="refresh" content="0;url=/x"><p>x', /meta refresh/],
    ['that is an ordinary page has nothing to say', '<p>Nothing of that</p>', undefined],
    [
      'that is no HTML has nothing to say',
      '<div id=root></div><script src=a></script>',
      undefined,
      'text/plain',
    ],
  ];
  for (const [name, page, note, type = 'text/html'] of rows) {
    it(name, async () => {
      const found = await search(page, { type });
      assert.deepEqual([found.count, found.places], [0, { title: 0, text: 0, markup: 0 }]);
      if (note) assert.match(found.note ?? '', note);
      else assert.equal(found.note, undefined);
    });
  }

  it('says nothing of that where there is one', async () => {
    assert.equal((await search('<div id=root></div><script>python</script>')).note, undefined);
  });
});
