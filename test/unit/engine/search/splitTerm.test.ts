/** A term that a person reads, although the source does not have it as it stands. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { latin1 } from '../../../../src/engine/content/mediaType.ts';
import { SplitTerm } from '../../../../src/engine/search/splitTerm.ts';
import { runs } from '../../support/properties.ts';
import { search } from '../../support/scanning.ts';
import { term } from '../../support/term.ts';
import { workOf } from '../../support/work.ts';

const NOTE = /a person reads it/;

const mayBeReadOn = (page: string, text = 'Python', more = {}) =>
  SplitTerm.for(term({ text, ...more }))?.mayBeOn(page);

describe('a note that a person reads the term', () => {
  const rows: [page: string, text: string][] = [
    ['<p>AT&amp;T', 'AT&T'],
    ['<p>AT&ampT', 'AT&T'],
    ['<p>AT&#38;T', 'AT&T'],
    ['<p>at&AMP;t', 'AT&T'],
    ['<p>at&AMPt', 'AT&T'],
    ['<p>M&uuml;nchen', 'München'],
    ['<p>M&#252;nchen', 'München'],
    ['<p>M&#xFC;NCHEN', 'münchen'],
    ['<p>Mu&#x308;nchen', 'München'],
    ['<p>&Uuml;ber', 'Über'],
    ['<p>&#80;ython', 'Python'],
    ['<p>Pytho&#x6e;', 'Python'],
    ['<p>&#80;&#121;&#116;&#104;&#111;&#110;', 'Python'],
    ['<p>Py&shy;thon', 'Python'],
    ['<p>Py\u00adthon', 'Python'],
    ['<p>P\u200by\u200bt\u200bh\u200bo\u200bn', 'Python'],
    ['<p>Py<b>th</b>on', 'Python'],
    ['<p><b>P</b><b>y</b><b>t</b><b>h</b><b>o</b><b>n</b>', 'Python'],
    ['<p>Py<wbr>thon', 'Python'],
    ['<p>Py<!-- > -->thon', 'Python'],
    ['<p>Py<b title="2 > 1">th</b>on', 'Python'],
    ["<p>Py<b title='\"'>th</b>on", 'Python'],
    ['<p>ppy<b>py</b>thon', 'Python'],
    ['<p>aa<b>ab', 'aab'],
    ['<p>Monty\n  Python', 'Monty Python'],
    ['<p>Monty&nbsp;Python', 'Monty Python'],
    ['<p>Monty\u00a0Python', 'Monty Python'],
    ['<p>Monty</b> <i>Python', 'Monty Python'],
    ['<p>Monty <i> Python', 'Monty Python'],
    ['<p>Monty&nbsp; &#32;Python', 'Monty Python'],
    ['<p>a &lt; b', 'a < b'],
    ['<p>&lt;b&gt;', '<b>'],
    ['<p>ta&shy;sk', 'task'],
    ['<p>&copy; 2026', '© 2026'],
    ['<p>&#304;stanbul', 'İstanbul'],
    ['<p>&Idot;stanbul', 'İstanbul'],
    ['<p>İst<b>anbul', 'İSTANBUL'],
    ['<title>Py&shy;thon</title>', 'Python'],
    [`<p>${'Long term '.repeat(20)}&amp; more`, `${'Long term '.repeat(20)}& more`],
  ];
  for (const [page, text] of rows) {
    for (const filling of ['', '<p>some text to read</p>'.repeat(200)]) {
      it(`stands for ${text} on ${page.slice(0, 60)}${filling && ' and more'}`, async () => {
        const found = await search(page + filling, { term: text });
        assert.equal(found.count, 0);
        assert.match(found.note ?? '', NOTE);
        const read = await search(page + filling, { term: text, options: { searchIn: 'text' } });
        assert.deepEqual([read.count, read.note], [1, undefined]);
      });
    }
  }

  it('stands for XML as well', async () => {
    for (const type of ['application/xhtml+xml', 'application/rss+xml', 'image/svg+xml']) {
      const page = `<rss><title>AT&amp;T</title>${'<a>some text</a>'.repeat(200)}</rss>`;
      assert.match((await search(page, { term: 'AT&T', type })).note ?? '', NOTE);
    }
  });

  const without: [page: string, text: string, type?: string][] = [
    ['<p>AT&amp;T and AT&T', 'AT&T'],
    ['<p title="AT&amp;T">x</p>', 'AT&T'],
    ['<script>"Py<b>th</b>on"</script><p>some text that is long enough to be read'.repeat(5), 'Python'],
    ['<!-- AT&amp;T --><p>x', 'AT&T'],
    ['<p>Py<p>thon', 'Python'],
    ['<p>Py<br>thon', 'Python'],
    ['<p>Py&thinsp;thon', 'Python'],
    ['<p>Py-<b>thon', 'Python'],
    ['AT&amp;T', 'AT&T', 'text/plain'],
    ['<p>Monty</p><p>Python', 'Monty Python'],
  ];
  for (const [page, text, type = 'text/html'] of without) {
    it(`does not stand for ${text} on ${page.slice(0, 60)} (${type})`, async () => {
      assert.doesNotMatch((await search(page, { term: text, type })).note ?? '', NOTE);
    });
  }

  it('holds for whole words and for the case', async () => {
    const page = '<p>Py&shy;thons and &amp;';
    assert.equal((await search(page, { term: { text: 'Python', wholeWord: true } })).note, undefined);
    assert.equal((await search(page, { term: { text: 'python', matchCase: true } })).note, undefined);
    assert.match((await search(page, { term: { text: 'Python', matchCase: true } })).note ?? '', NOTE);
  });

  it('is not looked for where an expression was', async () => {
    const asked = { term: { text: 'AT&T', regularExpression: true } };
    assert.equal((await search('<p>AT&amp;T', asked)).note, undefined);
  });

  it('comes before other notes', async () => {
    const page = '<div id=root></div><script src=a></script><p>AT&amp;T';
    assert.match((await search(page, { term: 'AT&T' })).note ?? '', NOTE);
    assert.match((await search(page, { term: 'BT&T' })).note ?? '', /JavaScript/);
  });
});

describe('a look for the pieces of a term', () => {
  it('rules out the pages that do not have them', () => {
    const page =
      '<p class="p">Stop&nbsp;here, please copy<br>the map&#8217;s top&amp;bottom – “typo”</p>\n'.repeat(50);
    assert.equal(mayBeReadOn(page), false);
    assert.equal(mayBeReadOn(latin1(Buffer.from(page))), false);
    assert.equal(mayBeReadOn(page, 'Monty Python'), false);
    assert.equal(mayBeReadOn('py<b>x</b>thon pyth<b>ön &#81;ython p&#97;ython py&#xa0;tho&#109;'), false);
    assert.equal(mayBeReadOn('<a href="?p&amp;thon">py</a>thin <i title="py">thon</i>'), false);
  });

  it('rules out the pages that have it in another case, if the case matters', () => {
    const page = '<p>A python, and PY<b>THON</b>';
    assert.equal(mayBeReadOn(page, 'Python', { matchCase: true }), false);
    assert.equal(mayBeReadOn(page, 'Python'), true);
    assert.equal(mayBeReadOn('<p>PY<b>THON</b>', 'PYTHON', { matchCase: true }), true);
  });

  it('is not done for expressions and for what is not seen', () => {
    assert.equal(SplitTerm.for(term({ text: 'Python', regularExpression: true })), undefined);
    assert.equal(SplitTerm.for(term({ text: '\u00ad' })), undefined);
  });

  it('never misses one that a person reads', async () => {
    const between = fc.constantFrom(
      ...[
        '',
        '',
        '',
        '<b>',
        '</b>',
        '<wbr>',
        '<i a="b>c">',
        '<!-- x > y -->',
        '&shy;',
        '\u00ad',
        '\u200b',
        '&zwj;',
      ],
    );
    const gap = fc.constantFrom(' ', '\n ', '&nbsp;', '\u00a0', '&#32;', ' <b> </b>', '&#160;');
    const character = fc.constantFrom('literal', 'literal', 'literal', 'decimal', 'hexadecimal', 'named');
    const NAMES: Record<string, string> = { '&': '&amp;', ü: '&uuml;', '<': '&lt;', é: '&eacute;' };
    const written = (each: string, how: string) =>
      how === 'decimal'
        ? `&#${each.codePointAt(0)};`
        : how === 'hexadecimal'
          ? `&#X${each.codePointAt(0)?.toString(16)};`
          : how === 'named'
            ? (NAMES[each] ?? each)
            : each;
    const noise = fc.constantFrom('', 'p', 'py', 'a', 'AT', ' & ', 'mon', '<i>', '&amp;', 'ü', 'x<b>', '\n');
    let split = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('Python', 'AT&T', 'München', 'monty python', 'a < b', 'aab', 'task', '.é'),
        fc.array(fc.tuple(between, gap, character), { minLength: 16, maxLength: 16 }),
        noise,
        noise,
        async (text, how, before, after) => {
          const source = [...text].map((each, at) => {
            const [junk, space, kind] = how[at] ?? ['', ' ', 'literal'];
            return (at ? junk : '') + (each === ' ' ? space : written(each, kind));
          });
          const page = `<p>${before}${source.join('')}${after}`;
          const found = await search(page, { term: text });
          const read = await search(page, { term: text, options: { searchIn: 'text' } });
          if (found.count || !read.count) return;
          split++;
          assert.match(found.note ?? '', NOTE, page);
          assert.ok(mayBeReadOn(latin1(Buffer.from(page)), text) || !/^[ -~]*$/.test(text), page);
        },
      ),
      runs(1_000),
    );
    assert.ok(split > 300, `only ${split} pages`);
  });

  it('takes steps as the page is long, however it is made', () => {
    for (const part of [
      ...[
        'p<',
        'p&',
        'p<b>',
        'p<b',
        'p<a "',
        "p<a '",
        'p<!--',
        'p<!-- -->',
        'py&shy;',
        'p\u00ad',
        'p&#80;',
        'p&lt',
      ],
      ...[
        '<p',
        '<',
        '&',
        '&#',
        '&#80;',
        'pyth<b></b>',
        '\u00ad',
        'p"<"',
        `p${'<b>'.repeat(50)}`,
        ' ',
        'p ',
        'p</p a=">">',
      ],
    ]) {
      for (const start of ['', 'p', 'p<b>', 'p<b a="']) {
        const steps = (times: number) => workOf(() => mayBeReadOn(start + part.repeat(times)));
        const [once, more] = [steps(2_000), steps(16_000)];
        assert.ok(more <= 9 * once + 1000, `${JSON.stringify(start + part)}: ${once} steps, then ${more}`);
      }
    }
  });

  it('takes steps as the page is long, whatever the term begins with', () => {
    const terms = [
      ' b',
      '  b',
      '\u00a0b',
      '&b',
      '.b',
      '<b',
      'éb',
      'aéb',
      'a b',
      'a. b',
      'aaab',
      '. . .b',
      'ss',
      '日b',
    ];
    const parts = [
      '\u00a0',
      '&amp;',
      '&nbsp;',
      '&#46;',
      ' &amp;',
      '\u2028',
      'é',
      'a',
      'aé',
      'a&amp;',
      'a\u00a0',
      '. ',
      '.<b>',
    ];
    for (const text of terms) {
      for (const part of parts) {
        for (const end of ['', 'x', 'é x', ' <']) {
          const steps = (times: number) => workOf(() => mayBeReadOn(part.repeat(times) + end, text));
          const [once, more] = [steps(500), steps(4_000)];
          assert.ok(more <= 9 * once + 1000, `${text} in ${part}…${end}: ${once} steps, then ${more}`);
        }
      }
    }
  });
});
