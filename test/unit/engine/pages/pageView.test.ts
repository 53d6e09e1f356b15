/** A page as a document: the shown text and the places in it. */

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
import { LONGEST_LINE } from '../../../../src/engine/pages/shownText.ts';
import { bare, PAGE } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';
import { term } from '../../support/term.ts';

function kept(source: string, mediaType = 'text/html'): KeptPage {
  const page = new PageText(Buffer.from(source), 'UTF-8');
  return { target: 0, page, facts: { ms: 0, bytes: source.length, mediaType } };
}

async function shown(
  source: string,
  view: PageView,
  given: Partial<Term> = {},
  more: { searchIn?: SearchIn; place?: PageRequest['place']; mediaType?: string } = {},
): Promise<ShownPage> {
  const page = await showPage(kept(source, more.mediaType), {
    view,
    term: term(given),
    options: { searchIn: more.searchIn ?? 'source', regularExpressionTimeout: 1000 },
    ...(more.place ? { place: more.place } : {}),
  });
  return page ?? assert.fail('the page is not shown');
}

function highlighted({ text, matches }: ShownPage): string[] {
  return Array.from({ length: matches.length / 2 }, (_, at) =>
    text.slice(matches[2 * at], matches[2 * at + 1]),
  );
}

describe('the matches in a page', () => {
  it('opens a page of one line of a megabyte', async () => {
    const line = `${'<p class=note>a heron on a post</p>'.repeat(15_000)}Python${'<i>y</i>'.repeat(70_000)}`;
    const page = await shown(line, 'source');
    assert.ok(page.text.split('\n').every(({ length }) => length <= LONGEST_LINE));
    assert.deepEqual(highlighted(page), ['Python']);
    assert.equal(page.isCut, false);
  });

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
            // In form C a character includes its combining marks, so the match includes them, too.
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

describe('a frame of a page', () => {
  const inner = {
    url: 'http://a/in',
    mediaType: 'text/html',
    page: new PageText(Buffer.from('<p>A&nbsp;Python'), 'UTF-8'),
  };
  const page = {
    ...kept('<iframe src=in>', 'text/plain'),
    frames: { pages: [{ url: 'http://a/', mediaType: '' }, inner] },
  };
  const wanted = { term: term(), options: { searchIn: 'source', regularExpressionTimeout: 1000 } } as const;

  it('is shown instead of the page, in both views, with its matches', async () => {
    const source = await showPage(page, {
      ...wanted,
      view: 'source',
      frame: 1,
      place: { line: 1, column: 10 },
    });
    assert.equal(source?.text, '<p>A&nbsp;Python');
    assert.deepEqual([highlighted(source), source.place], [['Python'], 10]);
    assert.equal((await showPage(page, { ...wanted, view: 'text', frame: 1 }))?.text, 'A\u00a0Python');
    assert.equal((await showPage(page, { ...wanted, view: 'source' }))?.text, '<iframe src=in>');
  });

  it('is not shown if it is not kept', async () => {
    for (const frame of [0, 2]) {
      assert.equal(await showPage(page, { ...wanted, view: 'source', frame }), undefined);
    }
    assert.equal(await showPage(kept('x'), { ...wanted, view: 'source', frame: 0 }), undefined);
  });
});
