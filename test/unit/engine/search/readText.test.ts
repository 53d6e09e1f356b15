/** The search of what a person reads: white space, characters without a sign, and no-break spaces. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { showPage } from '../../../../src/engine/pages/pageView.ts';
import { runs } from '../../support/properties.ts';
import { pointedAt, search } from '../../support/scanning.ts';
import { term } from '../../support/term.ts';

const inText = { searchIn: 'text' } as const;

/** The matches that a document of the page marks. */
async function marked(page: string, view: 'source' | 'text', text: string, type = 'text/html') {
  const kept = {
    target: 0,
    page: new PageText(Buffer.from(page), 'UTF-8'),
    facts: { ms: 0, bytes: page.length, mediaType: type },
  };
  const options = { ...inText, regularExpressionTimeout: 60_000 };
  const shown = (await showPage(kept, { view, term: term({ text }), options })) ?? assert.fail('not shown');
  return Array.from({ length: shown.matches.length / 2 }, (_, at) =>
    shown.text.slice(shown.matches[2 * at], shown.matches[2 * at + 1]),
  );
}

describe('what a person reads as the term is found where it stands', () => {
  const rows: [page: string, text: string, source: string, read: string][] = [
    ['<p>Monty\n   Python</p>', 'Monty Python', 'Monty\n   Python', 'Monty Python'],
    ['<p>Monty\r\n\tPython', 'monty python', 'Monty\r\n\tPython', 'Monty Python'],
    ['<p>Monty <b> Python</b>', 'Monty Python', 'Monty <b> Python', 'Monty Python'],
    ['<p>Monty <b>\n</b> Python', 'Monty Python', 'Monty <b>\n</b> Python', 'Monty Python'],
    ['<p>Monty<!-- x -->\nPython', 'Monty Python', 'Monty<!-- x -->\nPython', 'Monty Python'],
    ['<p>Monty&#32;&#10;Python', 'Monty Python', 'Monty&#32;&#10;Python', 'Monty Python'],
    ['<p>Monty&nbsp;Python', 'Monty Python', 'Monty&nbsp;Python', 'Monty\u00a0Python'],
    ['<p>Monty&nbsp; Python', 'Monty Python', 'Monty&nbsp; Python', 'Monty\u00a0 Python'],
    ['<p>Monty\u202fPython', 'Monty Python', 'Monty\u202fPython', 'Monty\u202fPython'],
    ['<p>Monty&numsp;Python', 'Monty Python', 'Monty&numsp;Python', 'Monty\u2007Python'],
    ['<p>Monty\u3000Python', 'Monty Python', 'Monty\u3000Python', 'Monty\u3000Python'],
    ['<p>Monty Python', 'Monty\u00a0 Python', 'Monty Python', 'Monty Python'],
    ['<p>Py&shy;thon', 'Python', 'Py&shy;thon', 'Py\u00adthon'],
    ['<p>Py\u00adth\u00adon', 'Python', 'Py\u00adth\u00adon', 'Py\u00adth\u00adon'],
    ['<p>Py&ZeroWidthSpace;thon', 'Python', 'Py&ZeroWidthSpace;thon', 'Py\u200bthon'],
    ['<p>Py&zwnj;th&zwj;on', 'Python', 'Py&zwnj;th&zwj;on', 'Py\u200cth\u200don'],
    ['<p>Py\u2060thon', 'Python', 'Py\u2060thon', 'Py\u2060thon'],
    ['<p>Py&#xfeff;thon', 'Python', 'Py&#xfeff;thon', 'Py\ufffdthon'],
    ['<p>Py<wbr>thon', 'Python', 'Py<wbr>thon', 'Python'],
    ['<p>Py<b>th</b>on', 'Python', 'Py<b>th</b>on', 'Python'],
    ['<p>Python', 'Py\u00adthon', 'Python', 'Python'],
    ['<p>\u2764\ufe0f', '\u2764', '\u2764', '\u2764'],
    ['<p>\u2764', '\u2764\ufe0f', '\u2764', '\u2764'],
    ['<p>caf&shy;e&shy;&#x301;', 'café', 'caf&shy;e&shy;&#x301;', 'caf\u00ade\u00ad\u0301'],
    ['<p>می&zwnj;خواهم', 'میخواهم', 'می&zwnj;خواهم', 'می\u200cخواهم'],
    ['<pre>Monty\n   Python</pre>', 'Monty Python', 'Monty\n   Python', 'Monty\nPython'],
    ['<pre>Monty \t Python</pre>', 'Monty Python', 'Monty \t Python', 'Monty \t Python'],
    ['<textarea>Monty   Python</textarea>', 'Monty Python', 'Monty   Python', 'Monty   Python'],
    ['<title>\n Monty\n Python\n</title>', 'Monty Python', 'Monty\n Python', 'Monty Python'],
  ];
  for (const [page, text, source, read] of rows) {
    it(`${JSON.stringify(text)} in ${JSON.stringify(page)}`, async () => {
      const result = await search(page, { term: text, options: inText });
      assert.deepEqual([result.count, pointedAt(page, result)], [1, [source]]);
      assert.deepEqual(await marked(page, 'source', text), [
        source.replace('\r\n', '\n').replace('\ufeff', '\ufffd'),
      ]);
      // The document has no white space at the ends of lines.
      assert.deepEqual(await marked(page, 'text', text), [read]);
    });
  }

  it('also in a page that is no markup', async () => {
    for (const page of ['Py\u00adthon', 'a\nPy\u200bthon']) {
      const result = await search(page, { term: 'Python', type: 'text/plain', options: inText });
      assert.deepEqual(pointedAt(page, result), [page.split('\n').at(-1)]);
    }
    const wrapped = 'by Monty\r\n  Python';
    const result = await search(wrapped, { term: 'Monty Python', type: 'text/plain', options: inText });
    assert.deepEqual(pointedAt(wrapped, result), ['Monty\r\n  Python']);
    assert.deepEqual(await marked(wrapped, 'source', 'Monty Python', 'text/plain'), ['Monty\n  Python']);
  });

  it('by a regular expression, in the text with single spaces', async () => {
    const page = '<p>Monty\n\t <b> Py&shy;thon</b>,&nbsp;who';
    const asked = { text: 'monty python, who$', regularExpression: true };
    const result = await search(page, { term: asked, options: inText });
    assert.deepEqual([result.count, result.places.text], [1, 1]);
  });
});

describe('what a person does not read as the term is not found', () => {
  const rows: [page: string, text: string][] = [
    ['<p>Monty</p><p>Python</p>', 'Monty Python'],
    ['<p>Monty<br>Python</p>', 'Monty Python'],
    ['<table><tr><td>Monty <td> Python</table>', 'Monty Python'],
    ['<pre>Monty\n</pre><p>Python</p>', 'Monty Python'],
    ['<p>Monty </p>\n\n<p> Python', 'Monty Python'],
    ['<p>MontyPython', 'Monty Python'],
    ['<p>Monty&nbsp;Python', 'MontyPython'],
    ['<p>Monty\n Python', 'MontyPython'],
    ['<p>Py-thon Py&hyphen;thon', 'Python'],
    ['<p>Py&thinsp;thon', 'Python'],
    ['<p>\u1160', '\u200b'],
    ['<p>a\u00adb', '\u00ad'],
  ];
  for (const [page, text] of rows) {
    it(`${JSON.stringify(text)} in ${JSON.stringify(page)}`, async () => {
      assert.equal((await search(page, { term: text, options: inText })).count, 0);
      assert.deepEqual(await marked(page, 'text', text), []);
    });
  }

  it('a search of the source looks at the source as it stands', async () => {
    for (const [page, text] of [
      ['<p>Monty\n  Python', 'Monty Python'],
      ['<p>Py\u00adthon', 'Python'],
      ['<p>Monty\u00a0Python', 'Monty Python'],
    ] as const)
      assert.equal((await search(page, { term: text })).count, 0);
    assert.equal((await search('<p>Py\u00adthon', { term: 'Py\u00adthon' })).count, 1);
    assert.equal((await search('<p>Monty\n  Python', { term: 'Monty\n  Python' })).count, 1);
  });
});

describe('any text', () => {
  const space = fc.constantFrom(
    ' ',
    '\n',
    '  ',
    '\t\n',
    '&nbsp;',
    '\u00a0',
    '&#32;',
    '<b> </b>',
    ' <i>\n</i> ',
    '\u202f',
  );
  const unseen = fc.constantFrom(
    '&shy;',
    '\u00ad',
    '\u200b',
    '<wbr>',
    '<b></b>',
    '<!-- - -->',
    '&#x2060;',
    '',
  );
  const word = fc.constantFrom('monty', 'python', 'mon', 'ty', 'x');
  /** A word with something unseen between its letters. */
  const written = fc
    .tuple(word, fc.array(unseen, { minLength: 8, maxLength: 8 }))
    .map(
      ([letters, between]) =>
        [letters, [...letters].map((letter, at) => letter + between[at]).join('')] as const,
    );
  const line = fc.array(fc.tuple(written, space), { maxLength: 8 });

  it('is found as often as the words that a person reads, and each time where they stand', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 4 }),
        fc.constantFrom('Monty Python', 'python', 'x x', 'ty  mon'),
        fc.constantFrom('<p>', '<br>', '<td>', '</div>'),
        async (lines, text, block) => {
          const page = lines.map(each => each.map(([[, source], gap]) => source + gap).join('')).join(block);
          const wanted = new RegExp(text.replace(/ +/g, ' '), 'gi');
          const expected = lines.flatMap(
            each =>
              each
                .map(([[letters]]) => letters)
                .join(' ')
                .match(wanted) ?? [],
          ).length;
          const result = await search(page, { term: text, options: inText });
          assert.equal(result.count, expected, page);
          for (const source of pointedAt(page, result)) {
            const again = await search(`<p>${source}`, { term: text, options: inText });
            assert.deepEqual([again.count, pointedAt(`<p>${source}`, again)], [1, [source]]);
          }
          assert.equal((await marked(page, 'text', text)).length, expected);
          assert.equal((await marked(page, 'source', text)).length, expected);
          found += expected;
        },
      ),
      runs(300),
    );
    assert.ok(found > 100, `only ${found} matches`);
  });
});
