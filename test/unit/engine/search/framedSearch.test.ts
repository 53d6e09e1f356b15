/** The result of a page together with its frames. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { type FramePage, type PageFrames, withFrames } from '../../../../src/engine/search/framedSearch.ts';
import { Search, type SearchResult } from '../../../../src/engine/search/search.ts';
import { verdictOn } from '../../../../src/engine/search/searchOutcome.ts';
import { term } from '../../support/term.ts';

const frame = (text: string, more: Partial<FramePage> = {}): FramePage => ({
  url: 'http://a.example/in?token=abc',
  mediaType: 'text/html',
  page: new PageText(Buffer.from(text), 'UTF-8'),
  ...more,
});

async function result(page: string, frames: PageFrames): Promise<SearchResult> {
  const search = new Search(term(), engineOptions({}, 'test'));
  const deadline = new Deadline(10_000);
  try {
    const own = await search.page(new PageText(Buffer.from(page), 'UTF-8'), mediaType('text/html'), deadline);
    return await withFrames(own, frames, search, deadline);
  } finally {
    deadline.end();
    await search.end();
  }
}

describe('a page and its frames', () => {
  it('are counted together, each match with its frame', async () => {
    const pages = [
      frame('<p>nothing'),
      frame('<title>Python</title>\n<p>python', { url: 'http://b.example/' }),
    ];
    const { count, lines, places, note, cut } = await result('<title>Python</title>', { pages });
    assert.deepEqual([count, places], [3, { title: 1, text: 0, markup: 0, frames: 2 }]);
    assert.deepEqual(
      lines.map(each => [each.line, each.frame]),
      [
        [1, undefined],
        [1, { index: 1, url: 'http://b.example/' }],
        [2, { index: 1, url: 'http://b.example/' }],
      ],
    );
    assert.deepEqual([note, cut], [undefined, undefined]);
  });

  it('show the URL of a frame masked, safe and short', async () => {
    const { lines } = await result('', {
      pages: [frame('python', { url: `http://a/?token=abc&x=\u202e${'y'.repeat(500)}` })],
    });
    const url = lines[0]?.frame?.url ?? '';
    assert.ok(url.startsWith('http://a/?token=•••&x= y') && url.length === 200, url);
  });

  it('are not searched together if the page has the term in its text', async () => {
    const pages = [frame('python', { failure: failure('HTTP_STATUS', 'no') })];
    const { count, cut } = await result('<p>Python', { pages });
    assert.deepEqual([count, cut], [1, undefined]);
  });

  it('keep no more lines than a page alone', async () => {
    const long = Array.from({ length: 40 }, () => 'python').join('\n');
    const { count, lines } = await result('', { pages: [frame(long), frame(long)] });
    assert.deepEqual([count, lines.length, lines.at(-1)?.frame?.index], [80, 50, 1]);
  });

  it('have the note of the frames, or else that of the page', async () => {
    const scripts = '<script>x</script>';
    const pages = [frame('nothing')];
    assert.match((await result(scripts, { pages })).note ?? '', /JavaScript/);
    assert.equal((await result(scripts, { pages, note: 'more' })).note, 'more');
    assert.match((await result(scripts, { pages: [], note: 'more' })).note ?? '', /JavaScript/);
    assert.equal((await result('<b>', { pages: [], note: 'more' })).note, 'more');
    assert.equal((await result(scripts, { pages: [frame('python')] })).note, undefined);
    assert.equal((await result(scripts, { pages: [frame('python')], note: 'more' })).note, 'more');
  });

  it('are searched only in part if a frame was', async () => {
    const reason = { ...failure('HTTP_STATUS', 'The server answered 403', 'raw'), isDoubtful: true };
    const cut = failure('BODY_CUT', 'It broke off');
    const pages: FramePage[] = [
      frame('python', { page: new PageText(Buffer.from('python'), 'UTF-8', undefined, cut) }),
      { url: 'http://b.example/', mediaType: '', failure: reason },
    ];
    const first = await result('', { pages });
    assert.deepEqual([first.count, first.cut?.code], [1, 'BODY_CUT']);
    const second = await result('', { pages: pages.slice(1) });
    assert.deepEqual(second.cut, {
      code: 'HTTP_STATUS',
      message: 'Its frame http://b.example/ was not searched in full: The server answered 403',
      detail: 'raw',
      isDoubtful: true,
    });
    const page = new PageText(Buffer.from(''), 'UTF-8');
    const facts = { ms: 1, bytes: 1 };
    assert.equal(verdictOn(page, second, facts).kind, 'partial');
    assert.equal(verdictOn(page, { ...second, count: 0 }, facts).kind, 'partial');
  });
});
