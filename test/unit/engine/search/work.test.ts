/** The work on a page is told to its deadline, so that a watchdog knows on which page an engine stands still. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import type { Term } from '../../../../src/engine/model/term.ts';
import { type PageFrames, withFrames } from '../../../../src/engine/search/framedSearch.ts';
import { shownFrames } from '../../../../src/engine/search/frames.ts';
import { Search } from '../../../../src/engine/search/search.ts';
import { term } from '../../support/term.ts';

/** In characters. Looking at a part of a page of this length is no work that matters. */
const SHORT = 40_000;

/** Notes the work on long texts that a deadline is not told of, and the work within other work. */
class Witness {
  readonly unseen = new Set<string>();
  readonly deadline = new Deadline(
    60_000,
    () => {},
    isWorking => {
      if (isWorking === this.#isWorking) this.unseen.add('work within work');
      this.#isWorking = isWorking;
    },
  );
  #isWorking = false;
  #seen = 0;

  constructor(context: TestContext) {
    const look = (text: string, name: string) => {
      if (text.length < SHORT) return;
      if (this.#isWorking) this.#seen++;
      else this.unseen.add(name);
    };
    const { exec } = RegExp.prototype;
    context.mock.method(RegExp.prototype, 'exec', function (this: RegExp, text: string) {
      look(text, this.source);
      return exec.call(this, text);
    });
    const { normalize } = String.prototype;
    context.mock.method(String.prototype, 'normalize', function (this: string, form?: string) {
      look(this, 'normalize');
      return normalize.call(this, form);
    });
  }

  assertAllSeen(): void {
    this.deadline.end();
    assert.deepEqual([...this.unseen], []);
    assert.ok(this.#seen > 0);
  }
}

function pageOf(part: string, start = ''): PageText {
  return new PageText(Buffer.from(start + part.repeat(Math.ceil((2 * SHORT) / part.length))), 'UTF-8');
}

describe('the work on a page', () => {
  const rows: [name: string, page: PageText, type: string, wanted: Partial<Term>, text?: boolean][] = [
    ['a source', pageOf('<p>Python'), 'text/html', {}],
    ['a source without the term', pageOf('<p>Java'), 'text/html', { text: 'Scala' }],
    ['a source that needs form C', pageOf('<p>cafe\u0301 '), 'text/html', { text: 'café' }],
    ['a text', pageOf('<p>Py&shy;thon '), 'text/html', {}, true],
    ['a text with spaces', pageOf('<p>Monty\u00a0 Python '), 'text/html', { text: 'Monty Python' }, true],
    ['whole words', pageOf('我们使用Python编写'), 'text/html', { wholeWord: true }, true],
    ['JSON', pageOf(String.raw`"M\u00fcnchen",`, '['), 'application/json', { text: 'München' }],
    ['XML', pageOf('<p>Python</p>', '<x>'), 'application/xml', {}],
    ['a plain text', pageOf('Python '), 'text/plain', {}, true],
    ['what only a person reads', pageOf('Py<b>th</b>on '), 'text/html', {}],
    ['what scripts build', pageOf('// ', '<script>'), 'text/html', {}],
  ];
  for (const [name, page, type, wanted, isText] of rows) {
    it(`is seen: ${name}`, async context => {
      const search = new Search(
        term(wanted),
        engineOptions({ searchIn: isText ? 'text' : 'source' }, 'test'),
      );
      const witness = new Witness(context);
      await search.page(page, mediaType(type), witness.deadline);
      witness.assertAllSeen();
      await search.end();
    });
  }

  it('is seen in frames', async context => {
    const search = new Search(term(), engineOptions({}, 'test'));
    const framed = pageOf(' ', '<iframe src=/frame></iframe>');
    const frame = { url: 'https://example.org/frame', mediaType: 'text/html', page: pageOf('<p>Python') };
    const frames: PageFrames = { pages: [frame] };
    const witness = new Witness(context);
    const type = mediaType('text/html');
    const { deadline } = witness;
    const shown = await shownFrames(framed, type, new URL('https://example.org/'), deadline);
    assert.equal(shown?.contents.length, 1);
    const own = await search.page(framed, type, deadline);
    assert.ok((await withFrames(own, frames, search, deadline)).places.frames);
    witness.assertAllSeen();
    await search.end();
  });
});
