/** A page as a document: what is shown, and where. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import type { SearchIn } from '../../../../src/engine/model/options.ts';
import type { Term } from '../../../../src/engine/model/term.ts';
import type { KeptPage } from '../../../../src/engine/pages/keptPages.ts';
import {
  type PageRequest,
  type PageView,
  type ShownPage,
  showPage,
} from '../../../../src/engine/pages/pageView.ts';
import { LONGEST_LINE, ShownText } from '../../../../src/engine/pages/shownText.ts';
import { safePage } from '../../../../src/engine/wording/safeText.ts';
import { runs } from '../../support/properties.ts';
import { term } from '../../support/term.ts';

function kept(source: string, mediaType = 'text/html'): KeptPage {
  const page = new PageText(Buffer.from(source), 'UTF-8');
  return { target: 0, page, facts: { ms: 0, bytes: source.length, mediaType } };
}

function shown(
  source: string,
  view: PageView,
  given: Partial<Term> = {},
  more: { searchIn?: SearchIn; place?: PageRequest['place']; mediaType?: string } = {},
): Promise<ShownPage> {
  return showPage(kept(source, more.mediaType), {
    view,
    term: term(given),
    options: { searchIn: more.searchIn ?? 'source', regularExpressionTimeout: 1000 },
    ...(more.place ? { place: more.place } : {}),
  });
}

function highlighted({ text, matches }: ShownPage): string[] {
  return Array.from({ length: matches.length / 2 }, (_, at) =>
    text.slice(matches[2 * at], matches[2 * at + 1]),
  );
}

/** Without what folding, line ends and tidying change. */
function bare(text: string): string {
  return safePage(text).replace(/[\s\ufffd]/g, '');
}

const PIECES = fc.constantFrom(
  ...[
    'Python',
    'python ',
    'a',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '<p>',
    '</p>',
    '<b>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
  ],
  ...[
    'é',
    'e\u0301',
    '\u{1f40d}',
    '\ud83d',
    '\u2028',
    '\u0000',
    '\u202e',
    '&eacute;',
    '&amp;',
    '<br>',
    '<title>',
    '</title>',
  ],
  ...['x'.repeat(300), 'word '.repeat(120), '\u0301'.repeat(700), '日本語'.repeat(80), '\u200d', '\u{1f3fd}'],
);
const PAGE = fc.array(PIECES, { maxLength: 40 }).map(pieces => pieces.join(''));

describe('a page as a document', () => {
  it('is shown as it is, with line feeds, and what must not be shown replaced', () => {
    const { text, folded } = new ShownText('a\r\nb\rc\n\u0000\u202e');
    assert.equal(text, 'a\nb\nc\n\u2400\ufffd');
    assert.deepEqual(folded, []);
  });

  it('has no longer lines than can be drawn, folded behind a tag or between words', () => {
    const { text, folded } = new ShownText(`${'word '.repeat(300)}\n${'x'.repeat(1200)}`);
    const lines = text.split('\n');
    assert.deepEqual(folded, [0, 1, 3, 4]);
    assert.ok(lines.every(({ length }) => length <= LONGEST_LINE));
    assert.ok(lines.slice(0, 3).every(line => line.endsWith('word ')));
  });

  it('folds nothing in the middle of a character', () => {
    const text = `${'x'.repeat(LONGEST_LINE - 1)}${'\u{1f40d}'.repeat(3)}${'y'.repeat(LONGEST_LINE)}`;
    assert.doesNotMatch(new ShownText(text).text, /[\ud800-\udbff]\n|\n[\udc00-\udfff]|\ufffd/);
  });

  it('is the page, but for its line ends, whatever the page is', () => {
    fc.assert(
      fc.property(PAGE, page => {
        const { text, folded } = new ShownText(page);
        const lines = text.split('\n');
        const unfolded = lines.map((line, at) => (folded.includes(at) ? line : `${line}\n`)).join('');
        assert.equal(unfolded, `${safePage(page.replace(/\r\n?/g, '\n'))}\n`);
        assert.doesNotMatch(text, /\r/);
      }),
      runs(),
    );
  });

  it('shows every range of the page exactly, and knows the way back', () => {
    fc.assert(
      fc.property(PAGE, fc.nat(), fc.nat(), fc.boolean(), (page, one, other, isTidy) => {
        fc.pre(page.length > 0);
        const [from, to] = [one % page.length, other % page.length].toSorted((a, b) => a - b) as [
          number,
          number,
        ];
        const shown = new ShownText(page, isTidy);
        const [start, end] = [shown.start(from), shown.end(to + 1)];
        // Half a character is replaced only where it stands alone.
        const isWhole = !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(page.slice(from, to + 1));
        if (isWhole)
          assert.equal(bare(shown.text.slice(start, Math.max(start, end))), bare(page.slice(from, to + 1)));
        if (/\S/.test(page.charAt(from))) assert.equal(shown.source(start), from);
      }),
      runs(300),
    );
  });

  it('opens a page of one line of a megabyte', async () => {
    const line = `${'<p class=note>a heron on a post</p>'.repeat(15_000)}Python${'<i>y</i>'.repeat(70_000)}`;
    const page = await shown(line, 'source');
    assert.ok(page.text.split('\n').every(({ length }) => length <= LONGEST_LINE));
    assert.deepEqual(highlighted(page), ['Python']);
    assert.equal(page.isCut, false);
  });

  it('is cut where VS Code would not share it', () => {
    const { text, isCut } = new ShownText('x'.repeat(21_000_000));
    assert.ok(isCut);
    assert.ok(text.length < 20_100_000);
  });
});

describe('the matches in it', () => {
  it('are exactly what matched, in source and text, whatever the page is', async () => {
    const given = fc.record({
      text: fc.constantFrom('python', 'é', 'a', 'thon', 'x'),
      matchCase: fc.boolean(),
      wholeWord: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        PAGE,
        given,
        fc.constantFrom<SearchIn>('source', 'text'),
        fc.constantFrom<PageView>('source', 'text'),
        async (page, asked, searchIn, view) => {
          const document = await shown(page, view, asked, { searchIn });
          const found = highlighted(document);
          const isMapped = view === 'source' && searchIn === 'text';
          for (const each of found) {
            const text = isMapped ? each.replaceAll('&eacute;', 'é').replace(/<[^>]*>/g, '') : each;
            const plain = bare(text).normalize();
            const fold = (some: string) => (asked.matchCase ? some : some.toLowerCase());
            const wanted = fold(asked.text.normalize());
            assert.equal(fold(plain).slice(0, wanted.length), wanted, JSON.stringify([page, each]));
            // A character is put in form C together with all that combines with it, and is marked with that.
            assert.match(fold(plain).slice(wanted.length), /^\p{M}*$/u, JSON.stringify([page, each]));
          }
        },
      ),
      runs(300),
    );
  });

  it('are whole characters, with all that combines with them', async () => {
    const page = await shown('e\u0301\u0301\u0301 and e', 'source', { text: 'é' });
    assert.deepEqual(highlighted(page), ['e\u0301\u0301\u0301']);
  });

  it('are as many as the text has, whichever way it is folded', async () => {
    const source = `<p>${'a Python '.repeat(500)}</p>\r\n${'Python'.repeat(300)}`;
    for (const view of ['source', 'text'] as const) {
      const page = await shown(source, view);
      assert.equal(page.matches.length / 2, 800);
      assert.ok(highlighted(page).every(text => text.replace('\n', '') === 'Python'));
      assert.ok(page.folded.length > 5);
    }
  });

  it('in the text are those of the text: across tags, and with references decoded', async () => {
    const source =
      '<title>Py</title><p>Py<b>thon</b> in a <i class=python>caf&eacute;</i></p><script>python</script>';
    const text = await shown(source, 'text');
    assert.equal(text.text, 'Py\nPython in a café');
    assert.deepEqual(highlighted(text), ['Python']);
    assert.deepEqual(highlighted(await shown(source, 'source')), ['python', 'python']);
    assert.deepEqual(highlighted(await shown(source, 'source', {}, { searchIn: 'text' })), ['Py<b>thon']);
    assert.deepEqual(highlighted(await shown(source, 'text', { text: 'CAFÉ' })), ['café']);
  });

  it('are not held up by an expression without end, and the page is shown', async () => {
    const page = await shown(`${'a'.repeat(60)}!`, 'source', { text: '(a+)+$', regularExpression: true });
    assert.deepEqual([page.text.length, page.matches], [61, []]);
  });
});

describe('a place', () => {
  const source = [
    '<html>',
    '<body title="Python">',
    `<p>${'x '.repeat(600)}a <b>Python</b>,</p>`,
    '',
    '   <p>and another Python</p>',
  ].join('\r\n');

  it('given by line and column is found, also in a line that is folded', async () => {
    const line = source.split('\r\n')[2] ?? '';
    const {
      text,
      place = -1,
      matches,
    } = await shown(
      source,
      'source',
      {},
      {
        place: { line: 3, column: line.indexOf('Python') },
      },
    );
    assert.equal(text.slice(place, place + 6), 'Python');
    assert.equal(matches[2], place);
  });

  it('of the source is found in the text, and the other way round', async () => {
    const text = await shown(source, 'text', {}, { place: { line: 5, column: 18 } });
    assert.equal(text.text.slice(text.place), 'Python');
    assert.equal(text.matches.at(-2), text.place);
    const place = { view: 'text', offset: text.place ?? -1 } as const;
    const back = await shown(source, 'source', {}, { place });
    assert.equal(back.text.slice(back.place), 'Python</p>');
    const again = await shown(source, 'text', {}, { place: { view: 'source', offset: back.place ?? -1 } });
    assert.equal(again.place, text.place);
  });

  it('that the text does not have becomes the next one that it has', async () => {
    const { text, place } = await shown(source, 'text', {}, { place: { line: 2, column: 13 } });
    assert.equal(place, 0);
    assert.ok(text.startsWith('x x'));
  });

  it('has a text that is the source where the page is no markup', async () => {
    const plain = await shown('One Python\n\n  Two', 'text', {}, { mediaType: 'text/plain' });
    assert.equal(plain.text, 'One Python\n\n  Two');
  });
});
